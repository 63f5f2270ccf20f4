// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Grafana are written like this
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/dashboard/document';
import { readClassic } from './classic';
import { exportPlain, exportShared, withExplicitSources, withoutChosenValues } from './exportShared';
import { isJsonObject } from './fieldReader';
import { applyInputs, findInputs } from './inputs';

const dashboard: JsonObject = {
  id: 7,
  uid: 'cpu',
  version: 3,
  title: 'CPU',
  panels: [
    { id: 1, type: 'timeseries', datasource: { type: 'prometheus', uid: 'belvedere' }, targets: [{ expr: 'up' }] },
    { id: 2, type: 'stat', targets: [{ expr: 'up' }] },
    { id: 3, type: 'logs', datasource: { type: 'loki', uid: 'abc' }, targets: [{ expr: '{}' }] },
    {
      id: 4,
      type: 'table',
      datasource: { type: 'datasource', uid: '-- Mixed --' },
      targets: [{ datasource: { type: 'prometheus', uid: '$ds' } }],
    },
    { id: 5, type: 'row', panels: [{ id: 6, type: 'gauge', datasource: 'Old name', targets: [{ expr: 'up' }] }] },
  ],
  templating: {
    list: [
      {
        name: 'job',
        type: 'query',
        query: 'label_values(job)',
        current: { value: 'secret' },
        options: [{ value: 'secret' }],
      },
      { name: 'my zone', type: 'constant', query: 'eu', label: 'Zone' },
      { name: 'ds', type: 'datasource', query: 'prometheus', current: { value: 'belvedere' } },
    ],
  },
  annotations: { list: [{ builtIn: 1, datasource: { type: 'grafana', uid: '-- Grafana --' } }] },
};

it('declares each source and constant once, names what is needed, and leaves chosen values out', () => {
  const { json, values } = exportShared(dashboard);
  expect(values).toEqual({
    DS_PROMETHEUS: 'belvedere',
    DS_LOKI: 'abc',
    DS_PROMETHEUS_2: 'Old name',
    VAR_MY_ZONE: 'eu',
  });
  expect(json).toMatchObject({
    __inputs: [
      {
        name: 'DS_PROMETHEUS',
        type: 'datasource',
        pluginId: 'prometheus',
        label: 'Prometheus',
        pluginName: 'Prometheus',
      },
      { name: 'DS_LOKI', type: 'datasource', pluginId: 'loki' },
      { name: 'DS_PROMETHEUS_2', type: 'datasource', pluginId: 'prometheus', label: 'Old name' },
      { name: 'VAR_MY_ZONE', type: 'constant', value: 'eu', label: 'Zone' },
    ],
    __elements: {},
    id: null,
    panels: [
      { datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' } },
      { datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' } },
      { datasource: { type: 'loki', uid: '${DS_LOKI}' } },
      { datasource: { type: 'datasource', uid: '-- Mixed --' }, targets: [{ datasource: { uid: '$ds' } }] },
      { panels: [{ datasource: '${DS_PROMETHEUS_2}' }] },
    ],
    templating: { list: [{ current: {}, options: [] }, { query: '${VAR_MY_ZONE}' }, { current: {} }] },
    annotations: { list: [{ datasource: { uid: '-- Grafana --' } }] },
  });
  expect(JSON.stringify(json)).not.toContain('secret');
  const required = JSON.stringify(json['__requires']);
  for (const id of ['gauge', 'logs', 'loki', 'prometheus', 'stat', 'table', 'timeseries'])
    expect(required).toContain(`"${id}"`);
});

it('does not take a name that the document uses for something else', () => {
  const { json, values } = exportShared({ ...dashboard, title: 'about ${DS_PROMETHEUS}' });
  expect(values['DS_PROMETHEUS']).toBeUndefined();
  expect(applyInputs(json, findInputs(json), values)['title']).toBe('about ${DS_PROMETHEUS}');
});

it.each([
  [true, { id: null, uid: 'cpu', version: 3, title: 'CPU' }],
  [false, { id: null, title: 'CPU' }],
])('the plain form keeps the uid: %s', (keepUid, want) => {
  expect(exportPlain({ id: 7, uid: 'cpu', version: 3, title: 'CPU', __inputs: [] }, { keepUid })).toEqual(want);
});

const dataFolder = process.env['BELVEDERE_TEST_DATA'];
const folder = dataFolder === undefined ? '' : join(dataFolder, 'dashboards');

describe.skipIf(!existsSync(folder))('real dashboards (BELVEDERE_TEST_DATA; skipped when unset)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it.each(files)('%s comes back from its shared export as it was', (name) => {
    const source: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    if (!isJsonObject(source)) throw new Error(`${name} holds no dashboard`);
    const imported = applyInputs(source, findInputs(source), { DS_PROMETHEUS: 'belvedere' });
    const { json, values } = exportShared(imported);
    const back = applyInputs(json, findInputs(json), values);
    expect(ids(back)).toEqual(ids(json));
    const expected = withExplicitSources(withoutChosenValues(imported));
    expect(readClassic(withPlainConstants(back)).dashboard).toEqual(
      readClassic(withPlainConstants(expected)).dashboard,
    );
    expect(JSON.stringify(json)).not.toMatch(/"uid":"belvedere"/);
  });
});

function ids({ id, uid }: JsonObject) {
  return { id, uid };
}

/** A constant has one value; how it is repeated in `current` and `options` differs between versions. */
function withPlainConstants(json: JsonObject): JsonObject {
  const { id: _, templating } = json;
  const list = isJsonObject(templating) && Array.isArray(templating['list']) ? templating['list'] : [];
  const plain = list.map((item) =>
    isJsonObject(item) && item['type'] === 'constant' ? { ...item, current: {}, options: [] } : item,
  );
  return { ...json, id: null, templating: { ...(isJsonObject(templating) ? templating : {}), list: plain } };
}
