// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Grafana are written like this
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/dashboard/document';
import { applyInputs, defaultInputValues, findInputs } from './inputs';

const shared: JsonObject = {
  __inputs: [
    { name: 'DS_PROM', label: 'Prometheus', description: 'The metrics', type: 'datasource', pluginId: 'prometheus' },
    { name: 'DS_LOGS', label: 'Logs', type: 'datasource', pluginId: 'loki' },
    { name: 'VAR_JOB', type: 'constant', label: 'Job', value: 'node' },
    { name: '', type: 'datasource' },
    { name: 'X', type: 'expression' },
    'nonsense',
  ],
  __requires: [{ type: 'grafana' }],
  __elements: {
    lib1: { uid: 'lib1', name: 'Shared', model: { type: 'stat', title: 'Shared', datasource: { uid: '${DS_PROM}' } } },
  },
  title: 'CPU of ${DS_PROM}',
  panels: [
    {
      id: 1,
      datasource: '${DS_PROM}',
      targets: [{ datasource: { type: 'prometheus', uid: '${DS_PROM}' }, expr: 'up{job="${VAR_JOB}"}' }],
    },
    { id: 2, datasource: '${DS_LOGS}' },
    { id: 3, gridPos: { x: 0 }, libraryPanel: { uid: 'lib1', name: 'Shared' } },
    { id: 4, datasource: { type: 'tempo', uid: '${DS_TRACES}' } },
    { id: 5, datasource: { uid: '${DS_OWN}' } },
  ],
  templating: {
    list: [
      { name: 'DS_OWN', type: 'datasource' },
      { name: 'v', datasource: '${DS_PROM}', query: '${DS_PROM:text}' },
    ],
  },
  annotations: { list: [{ datasource: { uid: '${DS_PROM}' }, expr: 'x{a="$b"}' }] },
};

describe('inputs', () => {
  it('are the declared ones, and sources that are named without being declared or a variable', () => {
    expect(findInputs(shared)).toEqual([
      {
        name: 'DS_PROM',
        type: 'datasource',
        label: 'Prometheus',
        description: 'The metrics',
        pluginId: 'prometheus',
        value: '',
      },
      { name: 'DS_LOGS', type: 'datasource', label: 'Logs', description: '', pluginId: 'loki', value: '' },
      { name: 'VAR_JOB', type: 'constant', label: 'Job', description: '', pluginId: '', value: 'node' },
      { name: 'DS_TRACES', type: 'datasource', label: 'TRACES', description: '', pluginId: 'tempo', value: '' },
    ]);
  });

  it('are answered by the built-in source where it can answer, and by their own constants', () => {
    expect(defaultInputValues(findInputs(shared))).toEqual({ DS_PROM: 'belvedere', VAR_JOB: 'node' });
  });

  it('are put in everywhere; what has no value keeps its place and its type', () => {
    expect(applyInputs(shared, findInputs(shared), { DS_PROM: 'belvedere', VAR_JOB: 'api' })).toEqual({
      title: 'CPU of belvedere',
      panels: [
        {
          id: 1,
          datasource: 'belvedere',
          targets: [{ datasource: { type: 'prometheus', uid: 'belvedere' }, expr: 'up{job="api"}' }],
        },
        { id: 2, datasource: { type: 'loki', uid: '${DS_LOGS}' } },
        { id: 3, gridPos: { x: 0 }, type: 'stat', title: 'Shared', datasource: { uid: 'belvedere' } },
        { id: 4, datasource: { type: 'tempo', uid: '${DS_TRACES}' } },
        { id: 5, datasource: { uid: '${DS_OWN}' } },
      ],
      templating: {
        list: [
          { name: 'DS_OWN', type: 'datasource' },
          { name: 'v', datasource: 'belvedere', query: 'belvedere' },
        ],
      },
      annotations: { list: [{ datasource: { uid: 'belvedere' }, expr: 'x{a="$b"}' }] },
    });
  });

  it.each<[string, JsonObject]>([
    ['inputs that are no list', { __inputs: { name: 'x' } }],
    [
      'names of Object',
      JSON.parse('{"__inputs":[{"name":"__proto__","type":"constant","value":"x"}],"a":"${toString} ${__proto__}"}'),
    ],
    [
      'library panels without a model',
      { __elements: { a: null, b: { uid: 'b' } }, panels: [{ libraryPanel: { uid: 'b' } }] },
    ],
  ])('survives %s', (_, json) => {
    const inputs = findInputs(json);
    expect(applyInputs(json, inputs, {})).toMatchObject(
      json['a'] === undefined ? {} : { a: '${toString} ${__proto__}' },
    );
  });
});
