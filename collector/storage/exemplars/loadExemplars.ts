import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { ExemplarPageTable } from '../postgres/exemplarPages';
import type { KeptExemplar } from './exemplarCodec';
import type { ExemplarRing } from './exemplarRing';

/** Fills the ring with the newest stored exemplars. To be called before the log is replayed, which has newer ones. */
export async function loadExemplars(
  ring: ExemplarRing,
  maxExemplars: number,
  table: ExemplarPageTable,
  onDamage: (message: string) => void,
): Promise<void> {
  const pages: KeptExemplar[][] = [];
  let count = 0;
  for await (const row of table.readBack(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) {
    if (count >= maxExemplars) {
      ring.noteMissing((await table.newestBefore(row.id + 1)) ?? Number.NEGATIVE_INFINITY);
      break;
    }
    try {
      pages.push(table.decode(row));
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      onDamage(`page ${row.id} of exemplars: ${error.message}`);
      continue;
    }
    count += pages.at(-1)?.length ?? 0;
  }
  for (const page of pages.reverse())
    for (const { series, exemplar } of page) ring.add(undefined, series, exemplar, false);
}
