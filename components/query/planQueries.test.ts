import { describe, expect, it } from 'vitest';
import type { Panel, Target } from '@/lib/dashboard/document';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { panelBounds, planQueries } from './planQueries';
import { testPanel, testTarget } from './testPanel';

const HOUR_MS = 3_600_000;
const bounds = { fromMs: 100 * HOUR_MS, toMs: 106 * HOUR_MS };
const scope: VariableScope = {
  variables: new Map([
    ['job', { name: 'job', values: ['node'], texts: ['node'], isAll: false, isList: false }],
    ['span', { name: 'span', values: ['2h'], texts: ['2h'], isAll: false, isList: false }],
  ]),
  builtins: new Map(),
};

function plan(target: Partial<Target>, panel: Partial<Panel> = {}, widthPx = 1000) {
  const dashboard = { uid: 'u', title: 'T' };
  return planQueries({
    panel: testPanel([testTarget(target)], panel),
    scope,
    bounds,
    timeZone: 'utc',
    widthPx,
    scrapeIntervalMs: 15_000,
    dashboard,
  });
}

describe('planQueries', () => {
  it.each<[string, Partial<Target>, Partial<Panel>, number, number]>([
    ['not below the scrape interval', {}, {}, 10_000, 15_000],
    ['rounded range over pixels', {}, {}, 300, 60_000],
    ['the panel wants fewer points', {}, { maxDataPoints: 100 }, 1000, 300_000],
    ['the panel wants one point', {}, { maxDataPoints: 1 }, 1000, 6 * HOUR_MS],
    ['no number of points', {}, { maxDataPoints: 0 }, 300, 60_000],
    ['the target wants a longer step', { interval: '5m' }, {}, 1000, 300_000],
    ['the panel wants a longer step', {}, { interval: '>10m' }, 1000, 600_000],
    ['a shorter one is honoured', { interval: '1s' }, {}, 100_000, 1964],
    ['a factor', { intervalFactor: 2 }, {}, 300, 120_000],
  ])('step: %s', (_name, target, panel, widthPx, want) => {
    expect(plan(target, panel, widthPx)[0]?.query.stepMs).toBe(want);
  });

  it('puts in variables and intervals', () => {
    const [planned] = plan({ expr: 'rate(x{job="$job"}[$__rate_interval])', legendFormat: '$job {{mode}}' }, {}, 300);
    expect(planned?.expr).toBe('rate(x{job="node"}[75s])');
    expect(planned?.legendFormat).toBe('node {{mode}}');
  });

  it('asks as instant, as range, or as both; not what is hidden or blank', () => {
    const kinds = (target: Partial<Target>) => plan(target).map(({ query }) => query.kind);
    expect(kinds({})).toEqual(['range']);
    expect(kinds({ instant: true, range: false })).toEqual(['instant']);
    expect(kinds({ instant: true, range: true })).toEqual(['range', 'instant']);
    expect(kinds({ hide: true })).toEqual([]);
    expect(kinds({ expr: '  ' })).toEqual([]);
  });

  it('honours timeFrom and timeShift', () => {
    const [shorter] = plan({}, { timeFrom: '1h' });
    expect(shorter?.query).toMatchObject({ from: 105 * HOUR_MS, to: 106 * HOUR_MS });
    const [earlier] = plan({}, { timeShift: '1d' });
    expect(earlier?.query).toMatchObject({ from: 76 * HOUR_MS, to: 82 * HOUR_MS });
    const [byVariable] = plan({}, { timeFrom: '$span', timeShift: '[[span]]' });
    expect(byVariable?.query).toMatchObject({ from: 102 * HOUR_MS, to: 104 * HOUR_MS });
    const [wrong] = plan({}, { timeFrom: 'nonsense', timeShift: '???' });
    expect(wrong?.query).toMatchObject({ from: bounds.fromMs, to: bounds.toMs });
  });

  it('shows a range of dates as it is, so that zooming works in a panel with a range of its own', () => {
    expect(panelBounds({ timeFrom: '1h', timeShift: '2h' }, { ...bounds, absolute: true }, 'utc')).toEqual({
      fromMs: 98 * HOUR_MS,
      toMs: 104 * HOUR_MS,
    });
  });
});
