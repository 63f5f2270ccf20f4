/** For tests of sealing: fresh pages made by hand, and windows read back sample by sample. */
import { hasRow, presenceOf } from '../chunkenc/presence';
import { decodeEntry, SeriesPageBuilder, sampleCount } from '../chunkenc/seriesPage';
import { readMembers } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import { jobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { type SealOutput, sealJob } from './sealJob';
import { orderSeries } from './seriesOrder';

export const WINDOW_START = Date.UTC(2026, 10, 22, 10, 0, 0);
export const WINDOW_KEY = { tier: 0, class: 0, windowStartMs: WINDOW_START };

/** Samples by ref and time. */
export type Samples = Map<number, Map<number, number>>;

/** The metric of the tests' series: refs and metrics come in different orders. */
export function testMetric(ref: number): string {
  return `m${ref % 3}_${'é'.repeat(ref % 2)}total`;
}

/** One fresh page: the series share a column of all times; each has samples at those it has values for. */
export function freshPage(samples: Samples): Uint8Array<ArrayBuffer> {
  const builder = new SeriesPageBuilder();
  const times = Float64Array.from(new Set([...samples.values()].flatMap((one) => [...one.keys()]))).sort();
  const column = builder.addColumn(times, times.length);
  for (const [ref, one] of samples) {
    const bitmap = new Uint8Array((times.length + 7) >>> 3);
    const values: number[] = [];
    for (const [row, time] of times.entries()) {
      const value = one.get(time);
      if (value === undefined) continue;
      bitmap[row >>> 3] = (bitmap[row >>> 3] as number) | (1 << (row & 7));
      values.push(value);
    }
    builder.addSeries(ref, column, presenceOf(bitmap, times.length), Float64Array.from(values), values.length);
  }
  return builder.finish();
}

export interface SealTestOptions {
  readonly maxBytes?: number;
  readonly pageBytes?: number;
}

/** Stores fresh pages and seals them, on this thread. Ids begin at `firstId`. */
export async function sealPages(
  access: PageAccess,
  previous: SealedWindow | undefined,
  firstId: number,
  pages: readonly Samples[],
  { maxBytes = 1 << 20, pageBytes = 2_000 }: SealTestOptions = {},
): Promise<SealOutput> {
  const ids = pages.map((_, i) => firstId + i);
  const rows = pages.map((page, i) => ({
    id: firstId + i,
    class: 0,
    windowStartMs: WINDOW_START,
    data: freshPage(page),
  }));
  await access.tables.fresh.insert(rows);
  const lists = pages.map((page) => Uint32Array.from(page.keys()).sort());
  const series = await orderSeries(lists, testMetric, () => undefined);
  const input = {
    key: WINDOW_KEY,
    previous,
    freshIds: ids,
    deletions: [],
    deletionsUntil: 0,
    series,
    maxBytes,
    pageBytes,
  };
  return sealJob(access, input, jobProgress());
}

/** All samples of a window, and whether its pages are in order and its summary is right. */
export async function readSealed(access: PageAccess, window: SealedWindow): Promise<Samples> {
  const { directory } = window;
  const columns = (await access.columns(window)) ?? [];
  const pages = await access.seriesPages(window, [...directory.firstRefs.keys()]);
  const samples: Samples = new Map();
  const order: string[] = [];
  for (const [number, page] of [...pages].sort(([a], [b]) => a - b)) {
    if ([...page.entryOf.keys()][0] !== directory.firstRefs[number]) throw new Error(`page ${number} begins elsewhere`);
    for (const [ref, entry] of page.entryOf) {
      order.push(`${testMetric(ref)} ${String(ref).padStart(9)}`);
      const times = columns[page.columnOf[entry] as number] as Float64Array;
      const values = new Float64Array(sampleCount(page, entry, times.length));
      decodeEntry(page, entry, values.length, values, 0);
      const presence = page.presences[entry];
      const rows = [...times].filter((_, row) => {
        if (presence === undefined) return true;
        return row >= presence.from && row < presence.to && (!presence.bitmap || hasRow(presence.bitmap, row));
      });
      if (samples.has(ref)) throw new Error(`series ${ref} is in two pages`);
      samples.set(ref, new Map(rows.map((time, i) => [time, values[i] as number])));
    }
  }
  if (order.join() !== [...order].sort().join()) throw new Error('the pages are not in order');
  await expectSummary(access, window, samples);
  return samples;
}

async function expectSummary(access: PageAccess, window: SealedWindow, samples: Samples): Promise<void> {
  const times = [...samples.values()].flatMap((one) => [...one.keys()]);
  const { refs, lastMs } = readMembers((await access.tables.sealed.readMembers(window)) ?? new Uint8Array(0));
  const lasts = new Map([...refs].map((ref, i) => [ref, lastMs[i]]));
  const want = new Map([...samples].sort(([a], [b]) => a - b).map(([ref, one]) => [ref, Math.max(...one.keys())]));
  const found = { samples: window.samples, from: window.directory.minTimeMs, to: window.directory.maxTimeMs };
  const wanted = { samples: times.length, from: Math.min(...times), to: Math.max(...times) };
  if (JSON.stringify([found, [...lasts]]) !== JSON.stringify([wanted, [...want]])) {
    throw new Error(`summary ${JSON.stringify([found, [...lasts]])} instead of ${JSON.stringify([wanted, [...want]])}`);
  }
}
