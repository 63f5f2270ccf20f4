/**
 * Gives the rows of a table in order of their key, and reads the next batch while whoever takes them works on the last one:
 * Postgres and this process have a processor each. Memory holds two batches.
 *
 * @param read at most `batch` rows after one, or the first ones
 */
export async function* readAhead<Row>(
  batch: number,
  read: (after: Row | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let rows = await read(undefined);
  for (;;) {
    const last = rows[rows.length - 1];
    if (rows.length < batch || last === undefined) {
      yield* rows;
      return;
    }
    const next = read(last);
    // Whoever gives up does not wait for it.
    next.catch(() => undefined);
    yield* rows;
    rows = await next;
  }
}
