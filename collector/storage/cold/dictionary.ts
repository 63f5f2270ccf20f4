/**
 * All strings of a run, sorted by UTF-16 code units, so that comparing two symbols (their numbers in this order) compares the
 * strings. Cut into pages; within a page each string says how much it shares with the one before it. FORMAT.md draws it.
 */
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';

/** A page is cut when it has this many bytes. */
const PAGE_BYTES = 32 * 1024;

/** Longest text of a label; what is longer was refused when the series was created. */
const MAX_SHARED = 1 << 20;

/** Where the pages of a dictionary begin. `firstTexts[i]` is symbol `firstSymbols[i]`, the first one of page i. */
export interface DictionaryPages {
  /** Strings in all pages together. */
  readonly symbols: number;
  readonly firstTexts: readonly string[];
  readonly firstSymbols: readonly number[];
}

/** Takes the strings of a run in ascending order and gives pages as they fill. */
export class DictionaryBuilder {
  private readonly out = startPage(PAGE_BYTES + 4096);
  private readonly start = this.out.length;
  private readonly firstTexts: string[] = [];
  private readonly firstSymbols: number[] = [];
  private previous = '';
  private symbols = 0;

  /** @returns the page before, when it is full */
  add(text: string): Uint8Array<ArrayBuffer> | undefined {
    const full = this.out.length >= PAGE_BYTES ? this.finishPage() : undefined;
    if (this.out.length === this.start) {
      this.firstTexts.push(text);
      this.firstSymbols.push(this.symbols);
      this.previous = '';
    }
    const shared = sharedPrefix(this.previous, text);
    this.out.varint(shared);
    this.out.text(text.slice(shared));
    this.previous = text;
    this.symbols++;
    return full;
  }

  /** The last page; undefined when nothing is left for it. */
  finishPage(): Uint8Array<ArrayBuffer> | undefined {
    if (this.out.length === this.start) return undefined;
    const page = sealPage(this.out, PageKind.coldDictionary);
    this.out.length = this.start;
    return page;
  }

  pages(): DictionaryPages {
    return { symbols: this.symbols, firstTexts: this.firstTexts, firstSymbols: this.firstSymbols };
  }
}

/** The strings of a page in order. Throws CorruptPageError. */
export function decodeDictionaryPage(page: Uint8Array): string[] {
  const reader = openPage(page, PageKind.coldDictionary);
  const texts: string[] = [];
  let previous = '';
  while (reader.remaining > 0) {
    const shared = reader.count(MAX_SHARED, 'shared characters');
    if (shared > previous.length) throw new CorruptPageError(`${shared} characters shared with ${previous.length}`);
    previous = previous.slice(0, shared) + reader.text();
    texts.push(previous);
  }
  return texts;
}

/** The page that has a symbol. */
export function pageOfSymbol({ firstSymbols }: DictionaryPages, symbol: number): number {
  return lastAtMost(firstSymbols, symbol);
}

/** The only page that may have a text; -1 when it comes before all. */
export function pageOfText({ firstTexts }: DictionaryPages, text: string): number {
  return lastAtMost(firstTexts, text);
}

/** The index of a text in the strings of a page, or -1. */
export function findText(texts: readonly string[], text: string): number {
  const at = lastAtMost(texts, text);
  return texts[at] === text ? at : -1;
}

/** The last index of an ascending list whose element is at most `wanted`; -1 when all are above. */
export function lastAtMost<T extends number | string>(sorted: ArrayLike<T>, wanted: T): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as T) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Code units that two strings begin with alike; never half of a surrogate pair, which could not be written as UTF-8. */
function sharedPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < end && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++;
  const last = shared > 0 ? b.charCodeAt(shared - 1) : 0;
  return last >= 0xd800 && last < 0xdc00 ? shared - 1 : shared;
}
