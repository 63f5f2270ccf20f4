import { expect, it } from 'vitest';
import type { Dashboard, Panel } from '@/lib/dashboard/document';
import { readClassic } from '@/lib/grafana/classic';
import { borrowTargets } from './borrowTargets';

const borrowed = { type: 'datasource', uid: '-- Dashboard --' };
const { dashboard } = readClassic({
  title: 'x',
  panels: [
    { id: 1, type: 'stat', targets: [{ refId: 'A', expr: 'up' }] },
    { id: 2, type: 'stat', datasource: borrowed, targets: [{ refId: 'A', panelId: 1 }] },
    { id: 3, type: 'stat', datasource: borrowed, targets: [{ refId: 'A', panelId: 3 }] },
    { id: 4, type: 'stat', datasource: borrowed, targets: [{ refId: 'A', panelId: 99 }] },
  ],
});

function exprs(id: number, { panels }: Dashboard = dashboard): string[] {
  return borrowTargets(panels[id] as Panel, dashboard).targets.map(({ expr }) => expr);
}

it.each([
  [1, ['up']],
  [2, ['up']],
  [3, []],
  [4, []],
])('panel %i asks %j', (id, want) => expect(exprs(id)).toEqual(want));
