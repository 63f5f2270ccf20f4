// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Grafana are written like this
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishImport, type ImportDraft, readImport, sourceChoices } from './readImport';

const shared = {
  __inputs: [
    { name: 'DS_PROM', type: 'datasource', pluginId: 'prometheus', label: 'Prometheus' },
    { name: 'DS_LOGS', type: 'datasource', pluginId: 'loki', label: 'Logs' },
    { name: 'VAR_ZONE', type: 'constant', value: 'eu' },
  ],
  id: 12,
  uid: 'abc',
  version: 9,
  title: 'CPU',
  panels: [
    {
      id: 1,
      type: 'timeseries',
      datasource: '${DS_PROM}',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      targets: [{ expr: 'up{zone="${VAR_ZONE}"}' }],
    },
    { id: 2, type: 'logs', datasource: '${DS_LOGS}', gridPos: { x: 0, y: 8, w: 12, h: 8 }, targets: [{ expr: '{}' }] },
    { id: 3, type: 'nodeGraph', targets: [] },
    { id: 4, type: 'logs', targets: [] },
  ],
};

function draftOf(json: unknown): ImportDraft {
  const source = readImport('x.json', JSON.stringify(json));
  if (!source.ok) throw new Error(source.problem);
  return source.draft;
}

it('names what is not honoured, counted and with places', () => {
  const draft = draftOf(shared);
  expect(draft).toMatchObject({
    title: 'CPU',
    uid: 'abc',
    panelCount: 4,
    values: { DS_PROM: 'belvedere', VAR_ZONE: 'eu' },
  });
  expect(draft.report.panelTypes).toEqual([
    { name: 'logs', count: 2 },
    { name: 'nodeGraph', count: 1 },
  ]);
  expect(draft.report.sources).toEqual([{ name: 'loki', count: 1 }]);
  expect(draft.report.notes).toContainEqual({
    message: 'no position; placed below the panels before it',
    paths: ['panels[2].gridPos', 'panels[3].gridPos'],
  });
});

it('saves with inputs put in, as a new row of the database', () => {
  const draft = draftOf(shared);
  const saved = finishImport(draft, { ...draft.values, VAR_ZONE: 'us' }, { title: 'CPU 2', uid: '' });
  expect(saved).toMatchObject({ title: 'CPU 2', panels: [{ targets: [{ expr: 'up{zone="us"}' }] }, {}, {}, {}] });
  for (const name of ['id', 'uid', 'version', '__inputs']) expect(saved).not.toHaveProperty(name);
  expect(finishImport(draft, draft.values, { title: 'CPU', uid: 'abc' })).toHaveProperty('uid', 'abc');
});

it('keeps the placeholder of a source that is left as it is', () => {
  const draft = draftOf(shared);
  const saved = finishImport(draft, { ...draft.values, DS_LOGS: '' }, { title: 'CPU', uid: '' });
  expect(saved).toMatchObject({ panels: [{}, { datasource: { type: 'loki', uid: '${DS_LOGS}' } }, {}, {}] });
});

it('lets a source that speaks no PromQL be left as it is', () => {
  const choices = draftOf(shared).inputs.map((input) => sourceChoices(input).map(({ value }) => value));
  expect(choices.slice(0, 2)).toEqual([['belvedere'], ['belvedere', '']]);
});

it.each([
  ['{"title": "x",}', 'Line 1, column 15: the comma before this } is one too many'],
  ['[]', /one by one/],
  ['{"dashboard": {"panels": 1}}', 'At dashboard.panels: panels must be a list'],
  ['', 'Line 1, column 1: there is nothing here'],
])('refuses %j', (text, problem) => {
  expect(readImport('x.json', text)).toEqual({
    name: 'x.json',
    ok: false,
    problem: typeof problem === 'string' ? problem : expect.stringMatching(problem),
  });
});

const dataFolder = process.env['BELVEDERE_TEST_DATA'];
const folder = dataFolder === undefined ? '' : join(dataFolder, 'dashboards');

describe.skipIf(!existsSync(folder))('real dashboards (BELVEDERE_TEST_DATA; skipped when unset)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it.each(files)('%s can be imported', (name) => {
    const source = readImport(name, readFileSync(join(folder, name), 'utf8'));
    expect(source.ok).toBe(true);
    if (source.ok) expect(finishImport(source.draft, source.draft.values, source.draft)).toHaveProperty('title');
  });
});
