/**
 * Runs tasks, at most `concurrency` at a time, and yields each result as soon as it is there. Tasks must not
 * reject: a failure is a result too.
 */
export async function* asCompleted<T>(
  tasks: readonly (() => Promise<T>)[],
  concurrency: number,
): AsyncGenerator<T, void, undefined> {
  const running = new Map<number, Promise<{ readonly index: number; readonly value: T }>>();
  let next = 0;
  while (next < tasks.length || running.size > 0) {
    for (; next < tasks.length && running.size < concurrency; next++) {
      const index = next;
      const task = tasks[index] as () => Promise<T>;
      running.set(
        index,
        task().then((value) => ({ index, value })),
      );
    }
    const { index, value } = await Promise.race(running.values());
    running.delete(index);
    yield value;
  }
}
