/** What a sealed window's row says about its pages: where to find a series, and which series there are. */
import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextReader, TextWriter } from '../log/textTable';

/** Where pages lie: page `i` of the list is part `parts[i]` of generation `generations[i]` of the window. */
export interface PageList {
  readonly generations: Uint32Array;
  readonly parts: Uint32Array;
}

/** Timestamp pages; page `i` begins with column `firstColumns[i]`. */
export interface TimestampPages extends PageList {
  /** Undefined in windows that older programs sealed: a column is then found by reading all pages before it. */
  readonly firstColumns: Uint32Array | undefined;
}

/**
 * The pages of one window. An amended window has pages of several generations: those that nothing was added to are named
 * again where they lie.
 */
export interface Directory {
  /** Pages with the window's timestamp columns, in order of column number. */
  readonly timestamps: TimestampPages;
  /** Pages with series, in order of their first series. */
  readonly series: PageList;
  /** First series of each series page: by metric name (UTF-16 order), then ref. */
  readonly firstMetrics: readonly string[];
  readonly firstRefs: readonly number[];
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  /** Of all pages together. */
  readonly bytes: number;
}

const MAX_PARTS = 1 << 20;

export function encodeDirectory(directory: Directory): Uint8Array<ArrayBuffer> {
  const { timestamps, series } = directory;
  const { firstColumns } = timestamps;
  if (firstColumns === undefined) throw new Error('BUG: a directory of an older program is written again');
  const out = startPage();
  const texts = new TextWriter();
  out.varint(timestamps.parts.length);
  out.svarint(directory.minTimeMs);
  out.svarint(directory.maxTimeMs);
  out.varint(directory.bytes);
  out.varint(directory.firstMetrics.length);
  for (const [i, metric] of directory.firstMetrics.entries()) {
    texts.write(out, metric);
    out.varint(directory.firstRefs[i] as number);
  }
  writePages(out, timestamps);
  for (const [i, first] of firstColumns.entries()) out.varint(first - (firstColumns[i - 1] ?? 0));
  writePages(out, series);
  return sealPage(out, PageKind.directory);
}

function writePages(out: ByteWriter, { generations, parts }: PageList): void {
  let generation = 0;
  let next = 0;
  for (const [i, part] of parts.entries()) {
    out.svarint((generations[i] as number) - generation);
    out.svarint(part - next);
    generation = generations[i] as number;
    next = part + 1;
  }
}

/** @param generation of the window: in directories without a list of places all pages are its parts, timestamps first */
export function decodeDirectory(page: Uint8Array, generation: number): Directory {
  const reader = openPage(page, PageKind.directory);
  const texts = new TextReader();
  const timestampPages = reader.count(MAX_PARTS, 'timestamp pages');
  const minTimeMs = reader.svarint();
  const maxTimeMs = reader.svarint();
  const bytes = reader.varint();
  const firstMetrics: string[] = [];
  const firstRefs: number[] = [];
  const seriesPages = reader.count(MAX_PARTS, 'series pages');
  for (let i = 0; i < seriesPages; i++) {
    firstMetrics.push(texts.read(reader));
    firstRefs.push(reader.varint());
  }
  const rest = { firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes };
  if (reader.remaining === 0 && timestampPages + seriesPages > 0) {
    const timestamps = { ...pageRange(generation, 0, timestampPages), firstColumns: undefined };
    return { timestamps, series: pageRange(generation, timestampPages, seriesPages), ...rest };
  }
  const pages = readPages(reader, timestampPages);
  const firstColumns = new Uint32Array(timestampPages);
  for (let i = 0; i < timestampPages; i++) firstColumns[i] = (firstColumns[i - 1] ?? 0) + reader.varint();
  return { timestamps: { ...pages, firstColumns }, series: readPages(reader, seriesPages), ...rest };
}

function readPages(reader: ByteReader, count: number): PageList {
  const list = { generations: new Uint32Array(count), parts: new Uint32Array(count) };
  let generation = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    generation += reader.svarint();
    list.generations[i] = generation;
    list.parts[i] = next + reader.svarint();
    next = (list.parts[i] as number) + 1;
  }
  return list;
}

/** `count` parts of a generation, one after the other. */
export function pageRange(generation: number, firstPart: number, count: number): PageList {
  return {
    generations: new Uint32Array(count).fill(generation),
    parts: Uint32Array.from({ length: count }, (_, i) => firstPart + i),
  };
}

/** Pages that a directory names. */
export function countPages({ timestamps, series }: Directory): number {
  return timestamps.parts.length + series.parts.length;
}

/** The series page (0 = the first) that has a series if the window has it; -1 when it comes before all. */
export function findPart(directory: Directory, metric: string, ref: number): number {
  let low = 0;
  let high = directory.firstMetrics.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const first = directory.firstMetrics[middle] as string;
    if (first < metric || (first === metric && (directory.firstRefs[middle] as number) <= ref)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The series of a window. */
export interface Members {
  /** Ascending. */
  readonly refs: Uint32Array;
  /** Time of each one's last sample in the window. */
  readonly lastMs: Float64Array;
  /**
   * The window's metrics in order, and the ref of the first series of each: who goes through the pages in order knows the
   * metric of every series by it (MetricWalk), also of those that are not in memory any more.
   */
  readonly metrics: readonly string[];
  readonly metricRefs: Uint32Array;
}

export function encodeMembers({ refs, lastMs, metrics, metricRefs }: Members): Uint8Array<ArrayBuffer> {
  const out = startPage();
  out.varint(refs.length);
  let previousRef = 0;
  let previousMs = 0;
  for (const [i, ref] of refs.entries()) {
    const last = lastMs[i] as number;
    out.varint(ref - previousRef);
    // Neighbours mostly belong to one target, so this is mostly 0.
    out.svarint(last - previousMs);
    previousRef = ref;
    previousMs = last;
  }
  out.varint(metrics.length);
  let previousMetric = '';
  for (const [i, metric] of metrics.entries()) {
    const shared = sharedPrefix(previousMetric, metric);
    out.varint(shared);
    out.text(metric.slice(shared));
    out.varint(metricRefs[i] as number);
    previousMetric = metric;
  }
  return sealPage(out, PageKind.members);
}

/** UTF-16 code units that two names begin with, never cutting a pair in two. */
function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  const last = length > 0 ? a.charCodeAt(length - 1) : 0;
  return last >= 0xd800 && last < 0xdc00 ? length - 1 : length;
}

/** Throws CorruptPageError. Windows that older programs sealed have no list of metrics: it is undefined then. */
export function readMembers(page: Uint8Array): Omit<Members, 'metrics'> & { readonly metrics: string[] | undefined } {
  const reader = openPage(page, PageKind.members);
  const count = reader.count(reader.remaining, 'series');
  const refs = new Uint32Array(count);
  const lastMs = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    refs[i] = (refs[i - 1] ?? 0) + reader.varint();
    lastMs[i] = (lastMs[i - 1] ?? 0) + reader.svarint();
  }
  if (reader.remaining === 0) return { refs, lastMs, metrics: undefined, metricRefs: new Uint32Array(0) };
  const metricRefs = new Uint32Array(reader.count(reader.remaining, 'metrics'));
  const metrics: string[] = [];
  for (let i = 0; i < metricRefs.length; i++) {
    const shared = reader.varint();
    metrics.push((metrics[i - 1] ?? '').slice(0, shared) + reader.text());
    metricRefs[i] = reader.varint();
  }
  return { refs, lastMs, metrics, metricRefs };
}

export function decodeMembers(page: Uint8Array, visit: (ref: number, lastMs: number) => void): void {
  const reader = openPage(page, PageKind.members);
  let ref = 0;
  let lastMs = 0;
  for (let left = reader.count(reader.remaining, 'series'); left > 0; left--) {
    ref += reader.varint();
    lastMs += reader.svarint();
    visit(ref, lastMs);
  }
}

/** Tells the metric of each series while somebody goes through the pages of a window in order. */
export class MetricWalk {
  private readonly starts = new Map<number, string>();
  private metric = '';

  constructor({ metrics, metricRefs }: Pick<Members, 'metrics' | 'metricRefs'>) {
    for (const [i, metric] of metrics.entries()) this.starts.set(metricRefs[i] as number, metric);
  }

  /** Goes on at the beginning of a page, whose first series has this metric. */
  enterPage(firstMetric: string): void {
    this.metric = firstMetric;
  }

  /** The metric of the next series of the page. */
  next(ref: number): string {
    this.metric = this.starts.get(ref) ?? this.metric;
    return this.metric;
  }
}

/** Collects `metrics` and `metricRefs` of Members while pages are made in order. */
export class MetricStarts {
  readonly metrics: string[] = [];
  private readonly refs: number[] = [];

  /** The next series in order. */
  note(metric: string, ref: number): void {
    if (this.metrics.length > 0 && this.metrics[this.metrics.length - 1] === metric) return;
    this.metrics.push(metric);
    this.refs.push(ref);
  }

  get metricRefs(): Uint32Array {
    return Uint32Array.from(this.refs);
  }
}
