/** The envelope of everything stored as bytes: version, kind and checksum around a payload. FORMAT.md draws it. */
import { crc32 } from 'node:zlib';
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';

export const PAGE_VERSION = 1;
export const PAGE_HEADER_BYTES = 8;

/** What a payload holds. Numbers are stored: never change or reuse one. */
export const PageKind = {
  logRow: 1,
  /** Series blocks as they were when refs were slots + 1; read, not written any more. */
  slotBlock: 2,
  series: 3,
  timestamps: 4,
  directory: 5,
  members: 6,
  metadata: 7,
  seriesBlock: 8,
  tier: 10,
  tierSources: 11,
  coldDirectory: 12,
  coldDictionary: 13,
  coldBlock: 14,
  exemplars: 15,
  tombstone: 16,
} as const;
export type PageKind = (typeof PageKind)[keyof typeof PageKind];

const KIND_NAMES = new Map<number, string>(Object.entries(PageKind).map(([name, kind]) => [kind, name]));

/** A writer with room for the envelope; hand it to `sealPage` when the payload is written. */
export function startPage(capacity = 4096): ByteWriter {
  const out = new ByteWriter(capacity);
  out.skip(PAGE_HEADER_BYTES);
  return out;
}

/** Fills the envelope in and returns the page. `out` may be reset and used again. */
export function sealPage(out: ByteWriter, kind: PageKind): Uint8Array<ArrayBuffer> {
  const page = out.finish();
  page[0] = PAGE_VERSION;
  page[1] = kind;
  const sum = crc32(page.subarray(PAGE_HEADER_BYTES), kind);
  new DataView(page.buffer).setUint32(4, sum, true);
  return page;
}

/** Checks the envelope and gives a reader at the payload. Throws CorruptPageError, which says what is wrong. */
export function openPage(page: Uint8Array, kind: PageKind): ByteReader {
  const name = KIND_NAMES.get(kind);
  if (page.length < PAGE_HEADER_BYTES) throw new CorruptPageError(`${name} page of ${page.length} bytes is cut short`);
  if (page[0] !== PAGE_VERSION) {
    throw new CorruptPageError(
      `${name} page has format version ${page[0]}; this program reads version ${PAGE_VERSION}`,
    );
  }
  if (page[1] !== kind) throw new CorruptPageError(`expected a ${name} page, found kind ${page[1]}`);
  const stored = new DataView(page.buffer, page.byteOffset).getUint32(4, true);
  const sum = crc32(page.subarray(PAGE_HEADER_BYTES), kind);
  if (stored !== sum) {
    throw new CorruptPageError(
      `${name} page of ${page.length} bytes is damaged: checksum ${hex(sum)}, stored ${hex(stored)}`,
    );
  }
  return new ByteReader(page, PAGE_HEADER_BYTES);
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
