/**
 * A page of a downsampled tier: series in order of (metric, ref), each with its buckets of one window. It names its metrics
 * itself, so that coarser tiers are built, and SQL reads it, without the series index. FORMAT.md draws the layout.
 */
import type { Buckets } from './buckets';
import { ByteReader } from './byteReader';
import { CorruptPageError } from './corruptPageError';
import { decodeIntegers, MAX_COLUMN } from './integers';
import { openPage, PageKind } from './page';
import { decodePresence, hasRow, type Presence } from './presence';
import { decodeValues } from './values';

/** Most buckets of a window: a column of a counter has up to two values for each. */
export const MAX_TIER_ROWS = MAX_COLUMN / 2;

/** What an entry holds. Stored: never change one. */
export const TierFlag = {
  counter: 1,
  /** Not a counter, and in each bucket max and min equal last, and sum is last times the count: only these are stored. */
  flat: 2,
  resets: 4,
  ended: 8,
} as const;
const ALL_FLAGS = 15;

const scratch = new Float64Array(MAX_COLUMN);

/** A page whose directory has been read; columns stay encoded until somebody asks. */
export interface TierPage {
  readonly bytes: Uint8Array;
  /** Places for buckets in the window. */
  readonly rows: number;
  /** In order; the entries of metric `m` are `firstEntries[m] .. firstEntries[m + 1]`. */
  readonly metrics: readonly string[];
  readonly firstEntries: Uint32Array;
  /** Refs of all entries; ascending within a metric. */
  readonly refs: Float64Array;
  /** Position in the page by ref. */
  readonly entryOf: ReadonlyMap<number, number>;
  readonly flags: Uint8Array;
  readonly presences: readonly (Presence | undefined)[];
  /** Columns of entry `i` are `bytes[columnAt[i] .. columnAt[i + 1])`. */
  readonly columnAt: Uint32Array;
}

/** Reads a page's directory. Throws CorruptPageError. */
export function parseTierPage(bytes: Uint8Array): TierPage {
  const reader = openPage(bytes, PageKind.tier);
  const rows = reader.count(MAX_TIER_ROWS, 'buckets of a window');
  const { metrics, firstEntries } = readMetrics(reader);
  const count = firstEntries[metrics.length] as number;
  const refs = new Float64Array(count);
  const entryOf = new Map<number, number>();
  const flags = new Uint8Array(count);
  const presences: (Presence | undefined)[] = [];
  const columnAt = new Uint32Array(count + 1);
  let ref = 0;
  let offset = 0;
  for (let i = 0; i < count; i++) {
    ref += reader.svarint();
    refs[i] = ref;
    entryOf.set(ref, i);
    flags[i] = readFlags(reader);
    presences.push(readPresence(reader, rows));
    columnAt[i] = offset;
    offset += reader.varint();
  }
  columnAt[count] = offset;
  if (offset !== reader.remaining) {
    throw new CorruptPageError(`columns take ${offset} bytes by the directory, ${reader.remaining} in the page`);
  }
  for (let i = 0; i <= count; i++) columnAt[i] = (columnAt[i] as number) + reader.position;
  return { bytes, rows, metrics, firstEntries, refs, entryOf, flags, presences, columnAt };
}

function readMetrics(reader: ByteReader): { metrics: string[]; firstEntries: Uint32Array } {
  const count = reader.count(reader.remaining, 'metrics');
  const metrics: string[] = [];
  const firstEntries = new Uint32Array(count + 1);
  for (let m = 0; m < count; m++) {
    metrics.push(reader.text());
    firstEntries[m + 1] = (firstEntries[m] as number) + reader.count(reader.remaining, 'series of a metric');
  }
  if ((firstEntries[count] as number) > reader.remaining) throw new CorruptPageError(`${firstEntries[count]} series`);
  return { metrics, firstEntries };
}

function readFlags(reader: ByteReader): number {
  const flags = reader.u8();
  if (flags > ALL_FLAGS) throw new CorruptPageError(`unknown flags ${flags} at byte ${reader.position - 1}`);
  return flags;
}

function readPresence(reader: ByteReader, rows: number): Presence | undefined {
  const presence = decodePresence(reader);
  if (presence && presence.to > rows) throw new CorruptPageError(`bucket ${presence.to - 1} in a window of ${rows}`);
  if (presence?.count === 0) throw new CorruptPageError('a series without buckets');
  return presence;
}

/** What is to be decoded beside `row`, `ended` and `counter`. */
export interface WantedColumns {
  readonly last?: boolean;
  readonly counts?: boolean;
  readonly max?: boolean;
  readonly min?: boolean;
  readonly sum?: boolean;
  /** `first` and `lost` of a counter. */
  readonly lost?: boolean;
}

/** Whether an entry is kept as a counter: then it has no `min` and `sum`, but `lost`. */
export function isCounterEntry(page: TierPage, entry: number): boolean {
  return ((page.flags[entry] as number) & TierFlag.counter) !== 0;
}

/** Whether some bucket of an entry has a marker in `ended`. */
export function hasEnded(page: TierPage, entry: number): boolean {
  return ((page.flags[entry] as number) & TierFlag.ended) !== 0;
}

/** Decodes columns of an entry. Throws CorruptPageError. */
export function decodeBuckets(page: TierPage, entry: number, wanted: WantedColumns, out: Buckets): void {
  out.clear(isCounterEntry(page, entry));
  readRows(page, entry, out);
  readColumns(page, entry, wanted, false, out);
}

/** As decodeBuckets for an entry whose presence has no bitmap: all its buckets are one run. Leaves `row` as it is. */
export function decodeRun(page: TierPage, entry: number, wanted: WantedColumns, out: Buckets): void {
  out.clear(isCounterEntry(page, entry));
  out.length = page.presences[entry]?.count ?? page.rows;
  readColumns(page, entry, wanted, true, out);
}

function readColumns(page: TierPage, entry: number, wanted: WantedColumns, isRun: boolean, out: Buckets): void {
  const flags = page.flags[entry] as number;
  const reader = new ByteReader(page.bytes, page.columnAt[entry], page.columnAt[entry + 1]);
  if (out.counter) readCounter(reader, flags, wanted, isRun, out);
  else readOther(reader, flags, wanted, out);
  out.ended.fill(0, 0, out.length);
  if (flags & TierFlag.ended) forEachPosition(reader, out.length, (at) => mark(out.ended, at));
}

function readRows(page: TierPage, entry: number, out: Buckets): void {
  const presence = page.presences[entry];
  const from = presence?.from ?? 0;
  const to = presence?.to ?? page.rows;
  if (to > out.row.length) throw new CorruptPageError(`window of ${page.rows} buckets, expected ${out.row.length}`);
  let length = 0;
  for (let row = from; row < to; row++) {
    if (presence?.bitmap === undefined || hasRow(presence.bitmap, row)) out.row[length++] = row;
  }
  out.length = length;
}

function readCounter(reader: ByteReader, flags: number, wanted: WantedColumns, isRun: boolean, out: Buckets): void {
  if (!wanted.last && !wanted.max && !wanted.lost) skipColumn(reader);
  else if (isRun) readRunOfCounter(reader, out);
  else readRunsOfCounter(reader, out);
  if (wanted.counts) decodeCounts(reader, out);
  else skipColumn(reader);
  if (wanted.max) copyLast(out, out.max);
  if (wanted.lost) out.lost.fill(0, 0, out.length);
  if (flags & TierFlag.resets) readResets(reader, wanted, out);
}

function readRunOfCounter(reader: ByteReader, { first, last, length }: Buckets): void {
  decodeColumn(reader, scratch, length + 1);
  first[0] = scratch[0] as number;
  last.set(scratch.subarray(1, length + 1));
}

function readRunsOfCounter(reader: ByteReader, out: Buckets): void {
  const { first, last, length } = out;
  let runs = 0;
  for (let i = 0; i < length; i++) if (out.beginsRun(i)) runs++;
  decodeColumn(reader, scratch, length + runs);
  for (let i = 0, at = 0; i < length; i++) {
    if (out.beginsRun(i)) first[i] = scratch[at++] as number;
    last[i] = scratch[at++] as number;
  }
}

/** Nothing to do for a reader who put the same column in both places. */
function copyLast({ last, length }: Buckets, column: Float64Array): void {
  if (column !== last) column.set(last.subarray(0, length));
}

function readResets(reader: ByteReader, wanted: WantedColumns, { lost, max, length }: Buckets): void {
  const resets: number[] = [];
  forEachPosition(reader, length, (at) => resets.push(at));
  for (const [values, isWanted] of [
    [lost, wanted.lost],
    [max, wanted.max],
  ] as const) {
    if (!isWanted) {
      skipColumn(reader);
      continue;
    }
    decodeColumn(reader, scratch, resets.length);
    for (const [i, at] of resets.entries()) values[at] = scratch[i] as number;
  }
}

function readOther(reader: ByteReader, flags: number, wanted: WantedColumns, out: Buckets): void {
  const { last, counts, max, min, sum, length } = out;
  const isFlatEntry = (flags & TierFlag.flat) !== 0;
  if (wanted.last || isFlatEntry) decodeColumn(reader, last, length);
  else skipColumn(reader);
  if (wanted.counts || (isFlatEntry && wanted.sum)) decodeCounts(reader, out);
  else skipColumn(reader);
  if (isFlatEntry) {
    if (wanted.max) copyLast(out, max);
    if (wanted.min) copyLast(out, min);
    if (wanted.sum) for (let i = 0; i < length; i++) sum[i] = (last[i] as number) * (counts[i] as number);
    return;
  }
  for (const [values, isWanted] of [
    [max, wanted.max],
    [min, wanted.min],
    [sum, wanted.sum],
  ] as const) {
    if (isWanted) decodeColumn(reader, values, length);
    else skipColumn(reader);
  }
}

function decodeColumn(reader: ByteReader, values: Float64Array, count: number): void {
  const end = columnEnd(reader);
  decodeValues(reader, values, 0, count);
  checkEnd(reader, end);
}

function decodeCounts(reader: ByteReader, { counts, length }: Buckets): void {
  const end = columnEnd(reader);
  decodeIntegers(reader, counts, length);
  checkEnd(reader, end);
}

function skipColumn(reader: ByteReader): void {
  reader.view(reader.varint());
}

function columnEnd(reader: ByteReader): number {
  const bytes = reader.varint();
  return reader.position + bytes;
}

function checkEnd(reader: ByteReader, end: number): void {
  if (reader.position !== end) throw new CorruptPageError(`column ends at byte ${reader.position}, not ${end}`);
}

function forEachPosition(reader: ByteReader, length: number, visit: (at: number) => void): void {
  let at = 0;
  for (let left = reader.count(length, 'positions'); left > 0; left--) {
    at += reader.varint();
    if (at >= length) throw new CorruptPageError(`position ${at} of ${length} buckets`);
    visit(at);
  }
}

function mark(flags: Uint8Array, at: number): void {
  flags[at] = 1;
}
