import { describe, expect, it } from 'vitest';
import { testPanel } from '@/components/query/testPanel';
import type { GridItem } from '@/lib/dashboard/document';
import type { PlacedPanel } from '../repeats';
import { insertInGrid, moveInGrid, resizeInGrid } from './gridMoves';
import { itemsFromUnits, unitsOf } from './repeatUnits';

const item = (panelId: number, x: number, y: number, w: number, h: number): GridItem => ({ panelId, x, y, w, h });
const shape = (items: readonly GridItem[]) => items.map(({ panelId, x, y, w, h }) => [panelId, x, y, w, h].join(' '));

const THREE = [item(1, 0, 0, 12, 8), item(2, 12, 0, 12, 8), item(3, 0, 8, 24, 6)];

describe('moveInGrid', () => {
  it.each([
    ['to its own place changes nothing', THREE, 1, { x: 0, y: 0 }, THREE],
    [
      'to the right pushes the neighbour down',
      THREE,
      1,
      { x: 12, y: 0 },
      [item(1, 12, 0, 12, 8), item(2, 12, 8, 12, 8), item(3, 0, 16, 24, 6)],
    ],
    [
      'upwards takes the place of what was there',
      THREE,
      3,
      { x: 0, y: 0 },
      [item(3, 0, 0, 24, 6), item(1, 0, 6, 12, 8), item(2, 12, 6, 12, 8)],
    ],
    ['into empty space falls up', [item(1, 0, 0, 6, 4)], 1, { x: 10, y: 30 }, [item(1, 10, 0, 6, 4)]],
    ['beyond the edges stays inside', [item(1, 0, 0, 6, 4)], 1, { x: 99, y: -5 }, [item(1, 18, 0, 6, 4)]],
    ['of a panel that is not there changes nothing', THREE, 9, { x: 1, y: 1 }, THREE],
  ] as const)('%s', (_name, items, id, to, want) => expect(shape(moveInGrid(items, id, to))).toEqual(shape(want)));

  it('gives the layout back when the panel comes back, and never overlaps', () => {
    for (let x = 0; x <= 12; x++) {
      for (let y = 0; y < 20; y++) {
        const moved = moveInGrid(THREE, 1, { x, y });
        expect(overlaps(moved)).toBe(false);
      }
    }
    expect(moveInGrid(THREE, 1, THREE[0] ?? { x: 0, y: 0 })).toEqual(THREE);
  });

  it('leaves the items it was given as they were', () => {
    const items = THREE.map((one) => Object.freeze({ ...one }));
    expect(() => moveInGrid(items, 3, { x: 0, y: 0 })).not.toThrow();
  });
});

describe('resizeInGrid', () => {
  it.each([
    [
      'pushes down what is in the way',
      { w: 20, h: 8 },
      [item(1, 0, 0, 20, 8), item(2, 12, 8, 12, 8), item(3, 0, 16, 24, 6)],
    ],
    ['lets the rest fall up', { w: 12, h: 3 }, [item(1, 0, 0, 12, 3), item(2, 12, 0, 12, 8), item(3, 0, 8, 24, 6)]],
    ['keeps the least size', { w: 0, h: -4 }, [item(1, 0, 0, 2, 2), item(2, 12, 0, 12, 8), item(3, 0, 8, 24, 6)]],
    ['stays inside the grid', { w: 99, h: 2 }, [item(1, 0, 0, 24, 2), item(2, 12, 2, 12, 8), item(3, 0, 10, 24, 6)]],
  ] as const)('%s', (_name, to, want) => expect(shape(resizeInGrid(THREE, 1, to))).toEqual(shape(want)));
});

describe('insertInGrid', () => {
  it('makes room at the wanted place', () => {
    expect(shape(insertInGrid(THREE, item(4, 0, 0, 6, 4)))).toEqual(
      shape([item(4, 0, 0, 6, 4), item(2, 12, 0, 12, 8), item(1, 0, 4, 12, 8), item(3, 0, 12, 24, 6)]),
    );
  });
});

describe('units of repeated panels', () => {
  const placed = (id: number, key: string, x: number, y: number, w: number, h: number): PlacedPanel => ({
    key,
    panel: { ...testPanel([]), id },
    x,
    y,
    w,
    h,
    variables: [],
  });
  const shown = [
    placed(1, '1', 0, 0, 12, 4),
    placed(1, '1:1', 12, 0, 12, 4),
    placed(1, '1:2', 0, 4, 12, 4),
    placed(2, '2', 0, 8, 24, 4),
  ];
  const items = [item(1, 0, 0, 6, 4), item(2, 0, 4, 24, 4)];

  it('are the box around all copies', () =>
    expect(shape(unitsOf(shown))).toEqual(shape([item(1, 0, 0, 24, 8), item(2, 0, 8, 24, 4)])));

  it('keep the size of the document when they move', () => {
    const moved = moveInGrid(unitsOf(shown), 2, { x: 0, y: 0 });
    expect(shape(itemsFromUnits(moved, items, shown))).toEqual(shape([item(1, 0, 4, 6, 4), item(2, 0, 0, 24, 4)]));
  });
});

function overlaps(items: readonly GridItem[]): boolean {
  return items.some((a, index) =>
    items.slice(index + 1).some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
  );
}
