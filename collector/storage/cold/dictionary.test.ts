import { describe, expect, it } from 'vitest';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import {
  DictionaryBuilder,
  type DictionaryPages,
  decodeDictionaryPage,
  findText,
  pageOfSymbol,
  pageOfText,
} from './dictionary';
import { randomSource } from './testing/podSeries';

function build(texts: readonly string[]): { pages: Uint8Array[]; directory: DictionaryPages } {
  const builder = new DictionaryBuilder();
  const pages: Uint8Array[] = [];
  for (const text of texts) {
    const full = builder.add(text);
    if (full) pages.push(full);
  }
  const last = builder.finishPage();
  if (last) pages.push(last);
  return { pages, directory: builder.pages() };
}

function randomTexts(seed: number, count: number): string[] {
  const random = randomSource(seed);
  const pieces = [
    'a',
    'b',
    'ab-',
    'pod',
    '/',
    '\u0000',
    'é',
    '漢',
    '\u{1f600}',
    '\u{1f601}',
    '\u{10ffff}',
    '0123456789abcdef',
  ];
  const text = () => Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('');
  return [...new Set(Array.from({ length: count }, text))].sort();
}

describe('the dictionary of a run', () => {
  it.each([1, 2, 3])('brings back random strings (%i), and finds each by text and by symbol', (seed) => {
    const texts = randomTexts(seed * 7919, 6_000);
    const { pages, directory } = build(texts);
    expect(pages.length).toBeGreaterThan(1);
    const decoded = pages.map(decodeDictionaryPage);
    expect(decoded.flat()).toEqual(texts);
    expect(directory.symbols).toBe(texts.length);
    for (const [symbol, text] of texts.entries()) {
      const page = pageOfText(directory, text);
      const found = findText(decoded[page] ?? [], text) + (directory.firstSymbols[page] ?? Number.NaN);
      expect([pageOfSymbol(directory, symbol), found]).toEqual([page, symbol]);
    }
  });

  it('does not find what is not in it', () => {
    const { pages, directory } = build(['b', 'd']);
    const texts = decodeDictionaryPage(pages[0] as Uint8Array);
    expect(pageOfText(directory, 'a')).toBe(-1);
    for (const absent of ['b0', 'c', 'e', '']) expect(findText(texts, absent)).toBe(-1);
  });

  it('tells damage', () => {
    const page = build(randomTexts(5, 100)).pages[0] as Uint8Array;
    for (const at of [0, 1, 9, page.length - 1]) {
      const damaged = page.slice();
      damaged[at] = (damaged[at] as number) ^ 4;
      expect(() => decodeDictionaryPage(damaged)).toThrow(CorruptPageError);
    }
  });
});
