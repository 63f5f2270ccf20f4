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

/**
 * The pages of one window. An amended window has pages of several generations: those that nothing was added to are named
 * again where they lie.
 */
export interface Directory {
  /** Pages with the window's timestamp columns, in order of column number. */
  readonly timestamps: PageList;
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
  const isListed = reader.remaining > 0;
  const timestamps = isListed ? readPages(reader, timestampPages) : pageRange(generation, 0, timestampPages);
  const series = isListed ? readPages(reader, seriesPages) : pageRange(generation, timestampPages, seriesPages);
  return { timestamps, series, firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes };
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

/** The series of a window: refs ascending, and the time of each one's last sample in it. */
export interface Members {
  readonly refs: Uint32Array;
  readonly lastMs: Float64Array;
}

export function encodeMembers({ refs, lastMs }: Members): Uint8Array<ArrayBuffer> {
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
  return sealPage(out, PageKind.members);
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
