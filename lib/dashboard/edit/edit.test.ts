/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so */
import { describe, expect, it } from 'vitest';
import { readClassic, writeClassic } from '@/lib/grafana/classic';
import type { Dashboard, GridItem } from '../document';
import { copyPanel, pastePanel } from './clipboard';
import { newDashboard } from './newDashboard';
import { addPanel, duplicatePanel, newPanel, removePanel, replacePanel } from './panels';
import { movePanel, placePanels } from './place';
import { addRow, changeRow, moveRow, removeRow } from './rows';
import { TOP_SECTION } from './sections';
import { changeSettings } from './settings';
import { expectSound } from './testing/checkDocument';
import { addVariable, duplicateVariable, moveVariable, newVariable, removeVariable, setVariable } from './variables';
import { variableUseCounts, variableUses } from './variableUses';

const at = (x: number, y: number, w: number, h: number) => ({ gridPos: { x, y, w, h } });

/** Two panels on top, an open row with one panel, a closed row with one, and one after the closed row. */
const BASE = readClassic({
  uid: 'base',
  title: 'On $job',
  panels: [
    {
      ...{ id: 1, type: 'timeseries', title: 'CPU ${job:text}', ...at(0, 0, 12, 8) },
      targets: [{ refId: 'A', expr: 'up{job=~"$job", jobs="$jobs"}', legendFormat: '[[job]]' }],
    },
    { id: 2, type: 'stat', title: 'Memory', ...at(12, 0, 6, 4), repeat: 'job' },
    { id: 3, type: 'row', title: 'Open $job', ...at(0, 8, 24, 1), panels: [] },
    { id: 4, type: 'table', title: 'Table', ...at(0, 9, 24, 6) },
    {
      ...{ id: 5, type: 'row', title: 'Closed', collapsed: true, repeat: 'job', ...at(0, 15, 24, 1) },
      panels: [{ id: 6, type: 'text', title: 'Text', ...at(0, 16, 8, 3) }],
    },
    { id: 7, type: 'text', title: 'After', ...at(0, 16, 8, 3) },
  ],
  templating: {
    list: [
      { name: 'job', type: 'query', query: 'label_values(up, job)', refresh: 1 },
      { name: 'jobs', type: 'query', query: 'label_values(up{job="$job"}, jobs)', refresh: 1 },
    ],
  },
  links: [{ title: 'Docs', url: '/x?a=${job}' }],
}).dashboard;

function shape(dashboard: Dashboard): string[] {
  return dashboard.layout.map((section) => {
    const items = section.items.map(({ panelId, x, y }) => `${panelId}@${x},${y}`).join(' ');
    return section.type === 'grid' ? items : `${section.collapsed ? '-' : '+'}${section.title}: ${items}`;
  });
}

const START = ['1@0,0 2@12,0', '+Open $job: 4@0,0', '-Closed: 6@0,0', '7@0,0'];

it('begins with this layout', () => expect(shape(BASE)).toEqual(START));

describe('layout after an edit', () => {
  it.each<[string, (dashboard: Dashboard) => Dashboard, string[]]>([
    [
      'a panel added on top takes the highest free place',
      (d) => addPanel(d, newPanel(), { w: 6, h: 4 }).dashboard,
      ['1@0,0 2@12,0 8@18,0', ...START.slice(1)],
    ],
    [
      '… or the next line',
      (d) => addPanel(d, newPanel(), { w: 24 }).dashboard,
      ['1@0,0 2@12,0 8@0,8', ...START.slice(1)],
    ],
    [
      'a panel added to a row',
      (d) => addPanel(d, newPanel(), { rowId: 5 }).dashboard,
      [START[0]!, START[1]!, '-Closed: 6@0,0 8@8,0', START[3]!],
    ],
    [
      'a panel added to a row that is not there',
      (d) => addPanel(d, newPanel(), { rowId: 99, w: 6, h: 4 }).dashboard,
      ['1@0,0 2@12,0 8@18,0', ...START.slice(1)],
    ],
    [
      'a panel removed; others move up',
      (d) => removePanel(addPanel(d, newPanel(), { w: 12 }).dashboard, 2),
      ['1@0,0 8@12,0', ...START.slice(1)],
    ],
    ['a section that is empty goes', (d) => removePanel(d, 7), START.slice(0, 3)],
    [
      'a copy beside its panel',
      (d) => duplicatePanel(d, 6).dashboard,
      [START[0]!, START[1]!, '-Closed: 6@0,0 8@8,0', START[3]!],
    ],
    [
      'a copy below its panel',
      (d) => duplicatePanel(d, 4).dashboard,
      [START[0]!, '+Open $job: 4@0,0 8@0,6', START[2]!, START[3]!],
    ],
    [
      'a drag onto another panel',
      (d) => placePanels(d, 0, [{ panelId: 2, x: 0, y: 0, w: 6, h: 4 } as GridItem]),
      ['1@0,0 2@0,8', ...START.slice(1)],
    ],
    [
      'a panel out of the grid is brought back',
      (d) => placePanels(d, 0, [{ panelId: 2, x: 23, y: -9, w: 40, h: 0 }]),
      ['1@0,0 2@0,8', ...START.slice(1)],
    ],
    [
      'a panel to a place in another section',
      (d) => movePanel(d, 6, 1, { x: 0, y: 0 }),
      [START[0]!, '+Open $job: 6@0,0 4@0,3', '-Closed: ', START[3]!],
    ],
    ['a panel to the top', (d) => movePanel(d, 7, TOP_SECTION), ['1@0,0 2@12,0 7@12,4', START[1]!, START[2]!]],
    ['a row at the end takes in nothing', (d) => addRow(d, 'New').dashboard, [...START, '+New: ']],
    [
      'a row before free panels takes them in',
      (d) => addRow(d, 'New', 0).dashboard,
      ['+New: 1@0,0 2@12,0', ...START.slice(1)],
    ],
    [
      'a row opened takes in what follows',
      (d) => changeRow(d, 5, { collapsed: false }),
      [START[0]!, START[1]!, '+Closed: 6@0,0 7@0,3'],
    ],
    [
      'a row removed, its panels kept',
      (d) => removeRow(d, 3, { panels: 'keep' }),
      ['1@0,0 2@12,0 4@0,8', START[2]!, START[3]!],
    ],
    ['a row removed with its panels', (d) => removeRow(d, 3, { panels: 'remove' }), [START[0]!, START[2]!, START[3]!]],
    ['a row moved; the top stays on top', (d) => moveRow(d, 5, 0), [START[0]!, START[2]!, '+Open $job: 4@0,0 7@0,6']],
  ])('%s', (_name, edit, want) => {
    const before = JSON.stringify(BASE);
    const after = edit(BASE);
    expect(shape(after)).toEqual(want);
    expectSound(after);
    expect(shape(readClassic(writeClassic(after)).dashboard)).toEqual(want);
    expect(JSON.stringify(BASE)).toBe(before);
  });
});

describe('edits that change nothing give the same object', () => {
  it.each<[string, (dashboard: Dashboard) => Dashboard]>([
    ['replacePanel by an equal one', (d) => replacePanel(d, structuredClone(d.panels[1]!))],
    ['replacePanel of another dashboard', (d) => replacePanel(d, { ...newPanel(), id: 99 })],
    ['removePanel', (d) => removePanel(d, 99)],
    ['duplicatePanel', (d) => duplicatePanel(d, 99).dashboard],
    ['placePanels as they are', (d) => placePanels(d, 0, d.layout[0]!.items)],
    ['placePanels of no section', (d) => placePanels(d, 9, [])],
    ['movePanel', (d) => movePanel(d, 1, 9)],
    ['changeRow', (d) => changeRow(d, 3, { title: 'Open $job', collapsed: false })],
    ['removeRow', (d) => removeRow(d, 99, { panels: 'remove' })],
    ['moveRow', (d) => moveRow(d, 3, 1)],
    ['changeSettings', (d) => changeSettings(d, { title: d.title, tags: [] })],
    ['setVariable', (d) => setVariable(d, 0, { ...d.variables[0]! })],
    ['setVariable to a taken name', (d) => setVariable(d, 0, { ...d.variables[0]!, name: 'jobs' })],
    ['addVariable of a taken name', (d) => addVariable(d, { ...newVariable(d), name: 'job' })],
    ['removeVariable', (d) => removeVariable(d, 9)],
    ['moveVariable', (d) => moveVariable(d, 1, 9)],
    ['duplicateVariable', (d) => duplicateVariable(d, 9)],
  ])('%s', (_name, edit) => {
    expect(edit(BASE)).toBe(BASE);
  });
});

describe('variables', () => {
  it('tells who uses one, and no other of a longer name', () => {
    expect(variableUses(BASE, 'job').map(({ place, path }) => `${place}: ${path}`)).toEqual([
      'Title: ',
      'Variable jobs: query',
      'Row Open $job: title',
      'Row Closed: repeat',
      'Panel CPU ${job:text}: title',
      'Panel CPU ${job:text}: targets[0].expr',
      'Panel CPU ${job:text}: targets[0].legendFormat',
      'Panel Memory: repeat',
      'Link Docs: url',
    ]);
    expect(variableUses(BASE, 'jobs').map(({ path }) => path)).toEqual(['targets[0].expr']);
    expect(variableUses(BASE, 'nothing')).toEqual([]);
  });

  it('counts the uses of all at once', () => {
    const counts = variableUseCounts(BASE);
    for (const { name } of BASE.variables) expect(counts.get(name) ?? 0).toBe(variableUses(BASE, name).length);
    expect(counts.get('job')).toBe(9);
  });

  it('writes a new name wherever the old one was used', () => {
    const renamed = setVariable(BASE, 0, { ...BASE.variables[0]!, name: 'service' });
    expect(variableUses(renamed, 'job')).toEqual([]);
    expect(variableUses(renamed, 'service')).toHaveLength(9);
    expect(renamed.panels[1]?.targets[0]).toMatchObject({
      expr: 'up{job=~"$service", jobs="$jobs"}',
      legendFormat: '[[service]]',
    });
    expect(renamed.panels[1]?.title).toBe('CPU ${service:text}');
    expect(renamed.links[0]?.['url']).toBe('/x?a=${service}');
    expect(renamed.panels[4]).toBe(BASE.panels[4]);
    expect(setVariable(renamed, 0, BASE.variables[0]!)).toEqual(BASE);
  });

  it('copies get names of their own', () => {
    const twice = duplicateVariable(duplicateVariable(BASE, 0), 0);
    expect(twice.variables.map(({ name }) => name)).toEqual(['job', 'job_copy2', 'job_copy1', 'jobs']);
    expect(newVariable(addVariable(BASE, newVariable(BASE))).name).toBe('query1');
  });
});

describe('clipboard', () => {
  it('gives back a panel as it was copied', () => {
    const { id: _id, ...panel } = BASE.panels[1]!;
    expect(pastePanel(copyPanel(BASE.panels[1]!))).toEqual(panel);
  });

  it('takes a dashboard of one panel', () => {
    expect(pastePanel('{"title":"d","panels":[{"type":"stat","title":"Only"}]}')).toMatchObject({ title: 'Only' });
  });

  it.each([
    ['', /empty/],
    ['up{job="x"}', /no panel JSON/],
    ['[1]', /no panel JSON/],
    ['{"a":1}', /no panel type/],
    ['{"type":"row"}', /row/],
    ['{"panels":[{"type":"stat"},{"type":"stat"}]}', /no panel type/],
    [`"${'x'.repeat(2_000_001)}"`, /2 MB/],
  ])('says what is wrong with %.20s', (text, problem) => {
    expect(pastePanel(text)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

it('ids are unique where ids are huge', () => {
  const huge = readClassic({ panels: [{ id: Number.MAX_SAFE_INTEGER, type: 'stat', ...at(0, 0, 4, 4) }] }).dashboard;
  const { dashboard, panelId } = addPanel(huge, newPanel());
  expect(panelId).toBe(1);
  expectSound(dashboard);
});

it('a new dashboard is empty and has no address', () => {
  expect(newDashboard()).toMatchObject({ uid: '', title: 'New dashboard', layout: [], panels: {} });
});
