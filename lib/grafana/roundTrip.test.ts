import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dashboard, JsonObject } from '@/lib/dashboard/document';
import { seeded } from '@/lib/dashboard/edit/testing/randomEdit';
import { addVariable, newVariable, setVariable } from '@/lib/dashboard/edit/variables';
import { sameJson } from '@/lib/dashboard/sameJson';
import { readClassic, writeClassic } from './classic';
import { isJsonObject } from './fieldReader';
import { needsMigration } from './testing/needsMigration';
import { withRandomNode } from './testing/randomNode';

const PANEL = { id: 7, type: 'timeseries', title: 'CPU', gridPos: { h: 8, w: 12, x: 0, y: 0 } };
const TOP = { uid: 'u', title: 't', schemaVersion: 41, time: { from: 'now-6h', to: 'now' } };

/** A dashboard in which everything is said in a way that we would not choose. */
const ODD: JsonObject = {
  ...TOP,
  id: 12,
  version: 3,
  tags: [],
  refresh: false,
  timezone: '',
  editable: true,
  graphTooltip: 0,
  links: [],
  timepicker: { refresh_intervals: ['1m', '2m'], nowDelay: '1m' },
  annotations: { enable: true, list: [{ name: 'Deploys', type: 'tags', target: { limit: 100, matchAny: false } }] },
  templating: {
    enable: true,
    list: [
      {
        name: 'job',
        type: 'query',
        label: null,
        query: { query: 'label_values(up, job)', refId: 'X', qryType: 1 },
        definition: 'label_values(up, job)',
        refresh: 1,
        hide: 0,
        allValue: null,
        current: { selected: true, text: ['All'], value: ['$__all'], isNone: false },
        options: [],
        skipUrlSync: false,
      },
      { name: 'group', type: 'groupby', query: '', defaultValue: { text: 'a' } },
    ],
  },
  panels: [
    {
      ...PANEL,
      datasource: null,
      description: '',
      transparent: false,
      pluginVersion: '11.0.0',
      repeat: null,
      targets: [
        {
          refId: 'A',
          expr: 'up',
          datasource: 'Prometheus',
          hide: false,
          instant: false,
          range: true,
          intervalFactor: 1,
        },
        { refId: 'B', expr: 'up', instant: true, range: false, legendFormat: '', editorMode: 'code' },
        { refId: 'C', expr: 'up', instant: true, exemplar: false, format: 'time_series' },
      ],
      transformations: [{ id: 'merge', options: {}, disabled: false, topic: 'series' }],
      fieldConfig: {
        defaults: {
          mappings: [{ type: 'value', options: { 1: { text: 'up', index: 0, tooltip: 'x' } } }],
          links: [],
          color: { mode: 'shades', fixedColor: 'red', more: 1 },
          thresholds: { mode: 'absolute', steps: [{ color: 'green' }, { color: 'red', value: 80, state: 'bad' }] },
          unitScale: true,
        },
        overrides: [
          {
            __systemRef: 'hideSeriesFrom',
            matcher: { id: 'byName', options: 'x', scope: 'series' },
            properties: [{ id: 'custom.hideFrom', value: { viz: true } }],
          },
        ],
      },
    },
    { id: 9, type: 'row', title: '', collapsed: false, gridPos: { h: 1, w: 24, x: 0, y: 8 }, panels: [], repeat: null },
  ],
};

function written(change: (dashboard: Dashboard) => Dashboard): JsonObject {
  return writeClassic(change(readClassic(ODD).dashboard));
}

/** ODD as the list of its panels, of its variables. */
function firstPanel(json: JsonObject): JsonObject {
  const { panels } = json;
  const [first] = Array.isArray(panels) ? panels : [];
  return isJsonObject(first) ? first : {};
}

describe('forms that we would not choose', () => {
  it('are written back as they were', () => {
    expect(written((dashboard) => dashboard)).toEqual(ODD);
  });

  it('give way where an edit changes what they say, and only there', () => {
    const changed = written((d) => ({
      ...d,
      refresh: '10s',
      panels: {
        7: { ...d.panels[7]!, targets: [{ ...d.panels[7]!.targets[0]!, instant: true, range: false, hide: true }] },
      },
    }));
    const { targets, ...others } = firstPanel(changed);
    expect(targets).toEqual([
      { refId: 'A', expr: 'up', datasource: 'Prometheus', hide: true, instant: true, intervalFactor: 1 },
    ]);
    const { targets: _targets, ...before } = firstPanel(ODD);
    expect(others).toEqual(before);
    expect(changed['refresh']).toBe('10s');
    expect(readClassic(changed).dashboard.panels[7]?.targets[0]).toMatchObject({
      instant: true,
      range: false,
      hide: true,
    });
  });

  it('keep what stands beside a list that changed', () => {
    const changed = written((d) => addVariable(d, { ...newVariable(d), name: 'node', query: 'label_names()' }));
    expect(changed['templating']).toMatchObject({
      enable: true,
      list: [{ name: 'job' }, { name: 'group' }, { name: 'node' }],
    });
    expect(written((d) => ({ ...d, annotations: [] }))['annotations']).toEqual({ enable: true });
    expect(written((d) => ({ ...d, refreshIntervals: ['5s'] }))['timepicker']).toEqual({
      refresh_intervals: ['5s'],
      nowDelay: '1m',
    });
  });

  it('put a new query text into the object that held the old one', () => {
    const changed = written((d) => setVariable(d, 0, { ...d.variables[0]!, query: 'label_values(job)' }));
    expect(changed['templating']).toMatchObject({
      list: [
        { query: { query: 'label_values(job)', refId: 'X', qryType: 1 }, definition: 'label_values(job)' },
        { type: 'groupby', defaultValue: { text: 'a' } },
      ],
    });
  });
});

describe('hostile JSON', () => {
  it('never throws, whatever stands in a place, and stays as it is when written twice', () => {
    const next = seeded(7);
    for (let round = 0; round < 1500; round++) {
      let source: unknown = ODD;
      for (let count = 0; count < 1 + (round % 5); count++) source = withRandomNode(source, next);
      const once = writeClassic(readClassic(source).dashboard);
      expect(writeClassic(readClassic(once).dashboard)).toEqual(once);
    }
  });

  it('reads keys that mean something to JavaScript as plain keys', () => {
    const source = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":2,"panels":[{"type":"stat","__proto__":{"title":"x"},' +
        '"fieldConfig":{"defaults":{"mappings":[{"type":"value","options":{"__proto__":{"text":"m"}}}]}}}],' +
        '"templating":{"list":[{"name":"__proto__","query":"q"}]}}',
    );
    const { dashboard } = readClassic(source);
    expect(Object.values(dashboard.panels)[0]?.title).toBe('');
    expect(dashboard.variables.map(({ name }) => name)).toEqual(['__proto__']);
    expect(JSON.stringify(writeClassic(dashboard))).toContain('"__proto__":{"polluted":1}');
    expect('polluted' in {}).toBe(false);
  });

  it('cuts what nests too deep, with a warning', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 5000; level++) deep = level % 2 === 0 ? [deep] : { deep };
    const { dashboard, warnings } = readClassic({ ...TOP, panels: [{ ...PANEL, options: { deep } }] });
    expect(warnings).toContainEqual({ path: '', message: expect.stringContaining('nest deeper') });
    expect(() => JSON.stringify(writeClassic(dashboard))).not.toThrow();
  });

  it('reads and writes 10,000 panels in under 2 s', () => {
    const panels = Array.from({ length: 10_000 }, (_, index) => ({
      ...PANEL,
      targets: [{ refId: 'A', expr: 'up', datasource: null, hide: false }],
      fieldConfig: { defaults: { unit: 'bytes', mappings: [] }, overrides: [] },
      id: index + 1,
      gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    }));
    // Time of the processor: other work on the machine does not count.
    const start = process.cpuUsage();
    const { dashboard } = readClassic({ ...TOP, panels });
    const writtenPanels = writeClassic(dashboard)['panels'];
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2000);
    expect(writtenPanels).toHaveLength(10_000);
  });
});

const dataFolder = process.env['BELVEDERE_TEST_DATA'];
const folder = dataFolder === undefined ? '' : join(dataFolder, 'dashboards');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

function sourceOf(name: string): JsonObject {
  const source: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  if (!isJsonObject(source)) return {};
  return isJsonObject(source['dashboard']) && source['panels'] === undefined ? source['dashboard'] : source;
}

describe.skipIf(files.length === 0)('real dashboards (BELVEDERE_TEST_DATA; skipped when unset)', () => {
  const current = files.filter((name) => needsMigration(sourceOf(name)).length === 0);

  it('come back equal where nothing had to be migrated', () => {
    // Boolean, not toEqual: a difference of megabytes takes minutes to print.
    const unequal = current.filter(
      (name) => !sameJson(writeClassic(readClassic(sourceOf(name)).dashboard), sourceOf(name)),
    );
    expect(unequal).toEqual([]);
    expect(current.length).toBeGreaterThan(70);
  });

  it('come back equal at the second pass, all of them', () => {
    const unstable = files.filter((name) => {
      const once = writeClassic(readClassic(sourceOf(name)).dashboard);
      return !sameJson(writeClassic(readClassic(once).dashboard), once);
    });
    expect(unstable).toEqual([]);
  });
});
