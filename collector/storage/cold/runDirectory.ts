/** What a run's row says about its pages: where each dictionary page and each block begins, and when its series lived. */
import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import type { DictionaryPages } from './dictionary';

/** One block, as far as a query must know it to leave it out. */
export interface BlockSummary {
  /** Symbol of the metric of its first series. */
  readonly firstMetric: number;
  /** Least first and greatest last second of its series, inclusive. */
  readonly firstSec: number;
  readonly lastSec: number;
}

/** Parts of a run: the dictionary's pages come first, then the blocks, in order of (metric, ref). */
export interface RunDirectory {
  readonly dictionary: DictionaryPages;
  readonly blocks: readonly BlockSummary[];
}

const MAX_PARTS = 1 << 20;

export function encodeRunDirectory({ dictionary, blocks }: RunDirectory): Uint8Array<ArrayBuffer> {
  const out = startPage();
  writeDictionary(out, dictionary);
  out.varint(blocks.length);
  let previous: BlockSummary = { firstMetric: 0, firstSec: 0, lastSec: 0 };
  for (const block of blocks) {
    out.varint(block.firstMetric - previous.firstMetric);
    out.svarint(block.firstSec - previous.firstSec);
    out.svarint(block.lastSec - previous.lastSec);
    previous = block;
  }
  return sealPage(out, PageKind.coldDirectory);
}

/** Throws CorruptPageError. */
export function decodeRunDirectory(page: Uint8Array): RunDirectory {
  const reader = openPage(page, PageKind.coldDirectory);
  const dictionary = readDictionary(reader);
  const blocks: BlockSummary[] = [];
  let previous: BlockSummary = { firstMetric: 0, firstSec: 0, lastSec: 0 };
  for (let left = reader.count(MAX_PARTS, 'blocks'); left > 0; left--) {
    previous = {
      firstMetric: previous.firstMetric + reader.varint(),
      firstSec: previous.firstSec + reader.svarint(),
      lastSec: previous.lastSec + reader.svarint(),
    };
    blocks.push(previous);
  }
  return { dictionary, blocks };
}

function writeDictionary(out: ByteWriter, { symbols, firstTexts, firstSymbols }: DictionaryPages): void {
  out.varint(symbols);
  out.varint(firstTexts.length);
  let previous = 0;
  for (const [i, text] of firstTexts.entries()) {
    const first = firstSymbols[i] as number;
    out.varint(first - previous);
    out.text(text);
    previous = first;
  }
}

function readDictionary(reader: ByteReader): DictionaryPages {
  const symbols = reader.varint();
  const firstTexts: string[] = [];
  const firstSymbols: number[] = [];
  let first = 0;
  for (let left = reader.count(MAX_PARTS, 'dictionary pages'); left > 0; left--) {
    first += reader.varint();
    firstSymbols.push(first);
    firstTexts.push(reader.text());
  }
  return { symbols, firstTexts, firstSymbols };
}
