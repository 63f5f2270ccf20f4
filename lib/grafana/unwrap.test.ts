import { expect, it } from 'vitest';
import type { Json } from '@/lib/dashboard/document';
import { unwrapDashboard } from './unwrap';

const dashboard = { title: 'CPU', panels: [] };

it.each<[string, Json, Json]>([
  ['a dashboard', dashboard, dashboard],
  ['an answer of the HTTP API', { meta: { slug: 'cpu' }, dashboard }, dashboard],
  [
    'a resource',
    { apiVersion: 'dashboard.grafana.app/v1beta1', metadata: { name: 'u1' }, spec: dashboard },
    { ...dashboard, uid: 'u1' },
  ],
  ['rows of old versions', { rows: [] }, { rows: [] }],
])('finds the dashboard in %s', (_, json, want) => {
  expect(unwrapDashboard(json)).toEqual({ ok: true, dashboard: want });
});

it.each<[string, Json, string, RegExp]>([
  ['a list', [dashboard], '', /one by one/],
  ['a text', 'CPU', '', /JSON object/],
  ['anything else', { name: 'x' }, '', /neither a title nor panels/],
  ['panels of a wrong type', { title: 'x', panels: 'y' }, 'panels', /must be a list/],
  ['the same inside', { dashboard: { title: 'x', panels: {} } }, 'dashboard.panels', /must be a list/],
  [
    'schema v2',
    { apiVersion: 'dashboard.grafana.app/v2', spec: { elements: {}, layout: {} } },
    'apiVersion',
    /Classic/,
  ],
  ['a panel', { type: 'stat', title: 'x', gridPos: {} }, '', /single panel/],
])('refuses %s', (_, json, path, problem) => {
  expect(unwrapDashboard(json)).toEqual({ ok: false, path, problem: expect.stringMatching(problem) });
});
