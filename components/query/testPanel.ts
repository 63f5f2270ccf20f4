import type { Panel, Target } from '@/lib/dashboard/document';

/** A target for tests. */
export function testTarget(more: Partial<Target> = {}): Target {
  return {
    refId: 'A',
    expr: 'up',
    legendFormat: '',
    instant: false,
    range: true,
    format: 'time_series',
    interval: '',
    intervalFactor: 1,
    hide: false,
    exemplar: false,
    unknown: {},
    ...more,
  };
}

/** A panel for tests. */
export function testPanel(targets: readonly Target[], more: Partial<Panel> = {}): Panel {
  return {
    id: 1,
    type: 'timeseries',
    title: 'Panel',
    description: '',
    transparent: false,
    targets,
    transformations: [],
    fieldConfig: { defaults: {}, overrides: [] },
    options: {},
    links: [],
    unknown: {},
    ...more,
  };
}
