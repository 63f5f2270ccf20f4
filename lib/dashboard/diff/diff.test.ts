import { describe, expect, it } from 'vitest';
import { readClassic } from '@/lib/grafana/classic';
import type { Dashboard } from '../document';
import { addPanel, newPanel, removePanel, replacePanel } from '../edit/panels';
import { movePanel, placePanels } from '../edit/place';
import { addRow, changeRow, moveRow } from '../edit/rows';
import { changeSettings } from '../edit/settings';
import { RandomEdits, seeded } from '../edit/testing/randomEdit';
import { addVariable, moveVariable, newVariable, removeVariable, setVariable } from '../edit/variables';
import { sameJson } from '../sameJson';
import { diffDashboards } from './diffDashboards';
import { risingSubset } from './risingSubset';
import { pathWords } from './words';

const at = (x: number, y: number, w = 12, h = 8) => ({ gridPos: { x, y, w, h } });

const BASE = readClassic({
  uid: 'base',
  title: 'Base',
  tags: ['a'],
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'CPU',
      ...at(0, 0),
      targets: [{ refId: 'A', expr: 'up' }],
      fieldConfig: { defaults: { unit: 'bytes' } },
    },
    { id: 2, type: 'stat', title: 'Memory', ...at(12, 0) },
    { id: 3, type: 'stat', title: '', ...at(0, 8) },
    { id: 8, type: 'row', title: 'Disks', ...at(0, 16, 24, 1), panels: [] },
    { id: 9, type: 'row', title: 'Net', ...at(0, 17, 24, 1), panels: [] },
  ],
  templating: {
    list: [
      { name: 'job', query: 'x' },
      { name: 'instance', query: 'y' },
    ],
  },
}).dashboard;

function panel(change: object) {
  return (d: Dashboard) => replacePanel(d, { ...d.panels[1]!, ...change });
}

describe('words of a change', () => {
  it.each<[string, (dashboard: Dashboard) => Dashboard, string[]]>([
    ['nothing', (d) => ({ ...d }), []],
    [
      'a unit',
      panel({ fieldConfig: { defaults: { unit: 'percent' }, overrides: [] } }),
      ['Panel CPU: unit bytes → percent'],
    ],
    [
      'a query',
      (d) => replacePanel(d, { ...d.panels[1]!, targets: [{ ...d.panels[1]!.targets[0]!, expr: 'down' }] }),
      ['Panel CPU: query A up → down'],
    ],
    ['an option', panel({ options: { legend: { showLegend: false } } }), ['Panel CPU: legend changed']],
    ['a title', panel({ title: 'Load' }), ['Panel Load: title CPU → Load']],
    ['a new panel', (d) => addPanel(d, newPanel(), { w: 12 }).dashboard, ['Panel New panel added']],
    ['a removed panel gives others its place', (d) => removePanel(d, 1), ['Panel CPU removed']],
    ['a panel elsewhere', (d) => movePanel(d, 3, 1, { x: 0, y: 0 }), ['Panel 3 moved to row Disks']],
    [
      'two panels that changed places',
      (d) =>
        placePanels(d, 0, [
          { panelId: 1, x: 12, y: 0, w: 12, h: 8 },
          { panelId: 2, x: 0, y: 0, w: 12, h: 8 },
        ]),
      ['Panel Memory moved', 'Panel CPU moved'],
    ],
    [
      'a taller panel; the one below gives way',
      (d) => placePanels(d, 0, [{ panelId: 1, x: 0, y: 0, w: 12, h: 9 }]),
      ['Panel CPU resized'],
    ],
    ['a row', (d) => addRow(d, 'More').dashboard, ['Row More added']],
    [
      'a row closed and renamed',
      (d) => changeRow(d, 8, { collapsed: true, title: 'D' }),
      ['Row Disks: title Disks → D', 'Row Disks closed'],
    ],
    ['a row moved', (d) => moveRow(d, 9, 1), ['Row Disks moved']],
    ['a variable', (d) => addVariable(d, { ...newVariable(d), name: 'node' }), ['Variable node added']],
    ['a variable gone', (d) => removeVariable(d, 0), ['Variable job removed']],
    ['a variable renamed', (d) => setVariable(d, 0, { ...d.variables[0]!, name: 'j' }), ['Variable job renamed to j']],
    [
      'a variable to multi',
      (d) => setVariable(d, 1, { ...d.variables[1]!, multi: true }),
      ['Variable instance: multi off → on'],
    ],
    ['variables in another order', (d) => moveVariable(d, 0, 1), ['Variable instance moved']],
    [
      'time',
      (d) => changeSettings(d, { time: { from: 'now-1h', to: 'now' } }),
      ['Time range now-6h to now → now-1h to now'],
    ],
    ['tags', (d) => changeSettings(d, { tags: ['a', 'b'] }), ['Tags a → a, b']],
    ['a link', (d) => changeSettings(d, { links: [{ title: 'Docs' }] }), ['Link Docs added']],
    [
      'what we do not know',
      (d) => ({ ...d, unknown: { fiscalYearStartMonth: 2 } }),
      ['fiscal year start month none → 2'],
    ],
  ])('%s', (_name, edit, want) => {
    expect(diffDashboards(BASE, edit(BASE)).map(({ label }) => label)).toEqual(want);
  });

  it('names every random change, and nothing where there is none', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const edits = new RandomEdits(seeded(seed));
      let dashboard = BASE;
      for (let count = 0; count < 5; count++) dashboard = edits.apply(dashboard).dashboard;
      const changes = diffDashboards(BASE, dashboard);
      expect(changes.length > 0).toBe(!sameJson(BASE, dashboard));
      expect(diffDashboards(dashboard, dashboard)).toEqual([]);
      for (const { label } of changes) expect(label).not.toMatch(/undefined|\[object/);
    }
  });
});

it.each([
  ['fieldConfig.defaults.custom.fillOpacity', 'fill opacity'],
  ['fieldConfig.overrides[0].properties[1].value', 'override 1 properties 2 value'],
  ['targets[B].legendFormat', 'query B legend format'],
  ['options.legend.placement', 'legend placement'],
])('reads %s as %s', (path, want) => {
  expect(pathWords(path)).toBe(want);
});

it.each([
  [[], []],
  [
    [0, 1, 2],
    [0, 1, 2],
  ],
  [
    [2, 0, 1],
    [1, 2],
  ],
  [
    [3, 1, 2, 0, 4],
    [1, 2, 4],
  ],
])('keeps the most of %j in order', (values, want) => {
  expect([...risingSubset(values)].sort()).toEqual(want);
});
