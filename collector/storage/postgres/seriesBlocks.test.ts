import { describe, expect, it } from 'vitest';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextWriter } from '../log/textTable';
import { decodeSeriesBlock, encodeSeriesBlock, type SeriesBlock } from './seriesBlocks';

const BLOCK: SeriesBlock = {
  highestRef: 5000,
  series: [4097, 4100, 4999].map((ref) => ({ ref, labels: ['__name__', 'up', 'é', `value ${ref % 2}`] })),
};

describe('series block', () => {
  it.each<[string, SeriesBlock]>([
    ['with gaps', BLOCK],
    ['without series', { highestRef: 8192, series: [] }],
  ])('comes back as it was written: %s', (_, block) => {
    expect(decodeSeriesBlock(encodeSeriesBlock(block))).toEqual(block);
  });

  it('of an earlier version has refs of slot + 1, and holes where labels were lost', () => {
    const out = startPage();
    const texts = new TextWriter();
    out.varint(4096);
    out.varint(3);
    for (const labels of [['__name__', 'a'], [], ['__name__', 'b']]) {
      out.varint(labels.length);
      for (const text of labels) texts.write(out, text);
    }
    expect(decodeSeriesBlock(sealPage(out, PageKind.slotBlock))).toEqual({
      highestRef: 4099,
      series: [
        { ref: 4097, labels: ['__name__', 'a'] },
        { ref: 4099, labels: ['__name__', 'b'] },
      ],
    });
  });

  it('reports every changed or missing byte', () => {
    const bytes = encodeSeriesBlock(BLOCK);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x10;
      // Bytes 2 and 3 are reserved.
      if (at !== 2 && at !== 3) expect(() => decodeSeriesBlock(damaged)).toThrow(CorruptPageError);
      expect(() => decodeSeriesBlock(bytes.subarray(0, at))).toThrow(CorruptPageError);
    }
  });

  it('refuses a series after the highest ref', () => {
    expect(() => decodeSeriesBlock(encodeSeriesBlock({ ...BLOCK, highestRef: 4998 }))).toThrow(
      'series 4999 comes after the highest, 4998',
    );
  });
});
