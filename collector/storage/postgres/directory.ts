/** What a sealed window's row says about its pages: where to find a series, and which series there are. */
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextReader, TextWriter } from '../log/textTable';

/** Parts of one generation. Timestamp pages come first: parts 0 .. timestampParts; then series pages. */
export interface Directory {
  /** Pages with the window's timestamp columns, in order of column number. */
  readonly timestampParts: number;
  /** First series of each series page: by metric name (UTF-16 order), then ref. */
  readonly firstMetrics: readonly string[];
  readonly firstRefs: readonly number[];
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly bytes: number;
}

const MAX_PARTS = 1 << 20;

export function encodeDirectory(directory: Directory): Uint8Array<ArrayBuffer> {
  const out = startPage();
  const texts = new TextWriter();
  out.varint(directory.timestampParts);
  out.svarint(directory.minTimeMs);
  out.svarint(directory.maxTimeMs);
  out.varint(directory.bytes);
  out.varint(directory.firstMetrics.length);
  for (const [i, metric] of directory.firstMetrics.entries()) {
    texts.write(out, metric);
    out.varint(directory.firstRefs[i] as number);
  }
  return sealPage(out, PageKind.directory);
}

export function decodeDirectory(page: Uint8Array): Directory {
  const reader = openPage(page, PageKind.directory);
  const texts = new TextReader();
  const timestampParts = reader.count(MAX_PARTS, 'timestamp pages');
  const minTimeMs = reader.svarint();
  const maxTimeMs = reader.svarint();
  const bytes = reader.varint();
  const firstMetrics: string[] = [];
  const firstRefs: number[] = [];
  for (let left = reader.count(MAX_PARTS, 'series pages'); left > 0; left--) {
    firstMetrics.push(texts.read(reader));
    firstRefs.push(reader.varint());
  }
  return { timestampParts, firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes };
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
  readonly refs: readonly number[];
  readonly lastMs: readonly number[];
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
