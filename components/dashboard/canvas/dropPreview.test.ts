import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/lib/dashboard/document';
import type { BoundVariable } from '@/lib/dashboard/variables/scope';
import { readClassic } from '@/lib/grafana/classic';
import { placeSections } from '../repeats';
import { dropPanel, previewMove, previewResize } from './dropPreview';
import { growInGrid, nudgeInGrid } from './gridMoves';

const hosts: BoundVariable = { name: 'host', values: ['a', 'b', 'c'], texts: ['All'], isAll: true, isList: true };
const bound = new Map([['host', hosts]]);

const panel = (id: number, x: number, y: number, w: number, h: number, more: object = {}) => ({
  id,
  type: 'stat',
  title: `P${id}`,
  gridPos: { x, y, w, h },
  ...more,
});
const row = (id: number, y: number) => ({ id, type: 'row', title: `R${id}`, gridPos: { x: 0, y, w: 24, h: 1 } });

function goal(dashboard: Dashboard, panelId: number, from: number) {
  return { dashboard, sections: placeSections(dashboard, bound), panelId, from };
}

const layoutOf = ({ layout }: Dashboard) =>
  layout.map(({ items }) => items.map(({ panelId, x, y, w, h }) => [panelId, x, y, w, h].join(' ')));

const TWO_ROWS = readClassic({
  panels: [panel(1, 0, 0, 12, 4), panel(2, 12, 0, 12, 4), row(10, 4), panel(3, 0, 5, 24, 4), row(11, 9)],
}).dashboard;

describe('dropping a panel', () => {
  it('moves it in its own section', () => {
    const drag = previewMove(goal(TWO_ROWS, 1, 0), 0, { x: 12, y: 0 });
    expect(layoutOf(dropPanel(TWO_ROWS, drag))).toEqual([['1 12 0 12 4', '2 12 4 12 4'], ['3 0 0 24 4'], []]);
  });

  it('moves it into another row, where the others give way', () => {
    const drag = previewMove(goal(TWO_ROWS, 1, 0), 1, { x: 6, y: 0 });
    expect(layoutOf(dropPanel(TWO_ROWS, drag))).toEqual([['2 12 0 12 4'], ['1 6 0 12 4', '3 0 4 24 4'], []]);
  });

  it('moves it into an empty row, and the grid that it leaves empty goes', () => {
    const only = readClassic({ panels: [panel(1, 0, 0, 12, 4), row(10, 4)] }).dashboard;
    const dropped = dropPanel(only, previewMove(goal(only, 1, 0), 1, { x: 30, y: 7 }));
    expect(layoutOf(dropped)).toEqual([['1 12 0 12 4']]);
    expect(dropped.layout[0]?.type).toBe('row');
  });

  it('changes nothing at the place where it stands', () => {
    expect(dropPanel(TWO_ROWS, previewMove(goal(TWO_ROWS, 2, 0), 0, { x: 12, y: 0 }))).toBe(TWO_ROWS);
  });
});

describe('resizing a panel', () => {
  it('keeps the size of copies out of the document', () => {
    const repeated = readClassic({ panels: [panel(1, 0, 0, 6, 4, { repeat: 'host', maxPerRow: 2 })] }).dashboard;
    const drag = previewResize(goal(repeated, 1, 0), { w: 12, h: 6 });
    expect(layoutOf(dropPanel(repeated, drag))).toEqual([['1 0 0 12 6']]);
  });

  it('pushes down what is below', () => {
    const drag = previewResize(goal(TWO_ROWS, 1, 0), { w: 24, h: 4 });
    expect(layoutOf(dropPanel(TWO_ROWS, drag))[0]).toEqual(['1 0 0 24 4', '2 12 4 12 4']);
  });
});

describe('moving by key', () => {
  const items = TWO_ROWS.layout[0]?.items ?? [];
  it.each([
    ['right past a neighbour', 'right', '1 1 0 12 4'],
    ['down with nothing below stays', 'down', '1 0 0 12 4'],
    ['left at the edge stays', 'left', '1 0 0 12 4'],
    ['up at the top stays', 'up', '1 0 0 12 4'],
  ] as const)('%s', (_name, direction, want) => {
    const moved = nudgeInGrid(items, 1, direction).find(({ panelId }) => panelId === 1);
    expect([moved?.panelId, moved?.x, moved?.y, moved?.w, moved?.h].join(' ')).toBe(want);
  });

  it('goes down by as many rows as it takes to pass what is below', () => {
    const stacked = [
      { panelId: 1, x: 0, y: 0, w: 6, h: 4 },
      { panelId: 2, x: 0, y: 4, w: 6, h: 8 },
    ];
    expect(nudgeInGrid(stacked, 1, 'down').map(({ panelId, y }) => [panelId, y])).toEqual([
      [2, 0],
      [1, 8],
    ]);
  });

  it('grows and shrinks by one', () => {
    const sizes = (['right', 'down', 'left', 'up'] as const).map((direction) => {
      const grown = growInGrid(items, 1, direction).find(({ panelId }) => panelId === 1);
      return [grown?.w, grown?.h];
    });
    expect(sizes).toEqual([
      [13, 4],
      [12, 5],
      [11, 4],
      [12, 3],
    ]);
  });
});
