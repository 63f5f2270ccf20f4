import { expect, test } from 'vitest';
import { readClassic } from '@/lib/grafana/classic';
import { limitPanels } from './limitPanels';
import { placeSections } from './repeats';

const panel = (id: number, y: number) => ({ id, type: 'text', title: `P${id}`, gridPos: { x: 0, y, w: 24, h: 2 } });
const { dashboard } = readClassic({
  panels: [
    panel(1, 0),
    panel(2, 2),
    { id: 10, type: 'row', title: 'Row', gridPos: { x: 0, y: 4, w: 24, h: 1 } },
    panel(3, 5),
    panel(4, 7),
  ],
});
const sections = placeSections(dashboard, new Map());

test.each([
  [
    4,
    [
      [1, 2],
      [3, 4],
    ],
    0,
  ],
  [3, [[1, 2], [3]], 1],
  [2, [[1, 2]], 2],
  [1, [[1]], 3],
])('%s panels at most', (limit, want, omitted) => {
  const limited = limitPanels(sections, limit);
  expect(limited.sections.map(({ panels }) => panels.map(({ panel: { id } }) => id))).toEqual(want);
  expect(limited.omitted).toBe(omitted);
});

test('nothing changes below the limit', () => expect(limitPanels(sections).sections).toBe(sections));
