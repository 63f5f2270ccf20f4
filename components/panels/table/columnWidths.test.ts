import { describe, expect, it } from 'vitest';
import { type ColumnWant, columnWidths } from './columnWidths';

const want = (wantedPx: number, minPx = 90, fixedPx?: number): ColumnWant => ({ wantedPx, minPx, fixedPx });

describe('columnWidths', () => {
  it.each([
    ['nothing', [], 300, []],
    ['room to spare, shared in proportion', [want(96), want(192)], 576, [192, 384]],
    ['a fixed column as it is', [want(96), want(50, 90, 200)], 392, [192, 200]],
    ['only fixed columns', [want(96, 90, 100)], 500, [100]],
    ['the widest gives way first', [want(96), want(400), want(112)], 400, [96, 192, 112]],
    ['down to the minimum, then it scrolls', [want(300), want(300), want(300)], 200, [90, 90, 90]],
    ['an endless text', [want(1e9)], 200, [200]],
    ['steps, so that a digit more moves nothing', [want(97), want(97)], 224, [112, 112]],
  ])('%s', (_name, columns, availablePx, widths) => expect(columnWidths(columns, availablePx)).toEqual(widths));

  it('fills no more than there is', () => {
    const columns = [want(97), want(331), want(213), want(90)];
    for (const availablePx of [400, 555, 731, 1333]) {
      expect(columnWidths(columns, availablePx).reduce((a, b) => a + b)).toBeLessThanOrEqual(availablePx);
    }
  });
});
