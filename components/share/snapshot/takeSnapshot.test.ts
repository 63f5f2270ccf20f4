import { describe, expect, it } from 'vitest';
import { placeSections } from '@/components/dashboard/repeats';
import { type BatchAnswer, PanelQueries, type SendBatch } from '@/components/query/panelQueries';
import { planQueries } from '@/components/query/planQueries';
import type { ResultFrame } from '@/lib/api/queryBatch';
import type { Dashboard } from '@/lib/dashboard/document';
import { newDashboard } from '@/lib/dashboard/edit/newDashboard';
import { addPanel, newPanel } from '@/lib/dashboard/edit/panels';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { readSnapshot } from '@/lib/grafana/snapshot/snapshot';
import { replay } from './replay';
import { SnapshotTooLarge, takeSnapshot } from './takeSnapshot';

const bounds = { fromMs: 0, toMs: 600_000 };
const values = ['a', 'b'];
const scope: VariableScope = {
  variables: new Map([['job', { name: 'job', values, texts: values, isAll: false, isList: true }]]),
  builtins: new Map(),
};

/** Two panels: one repeated for two jobs, one in a closed row. */
function dashboard(): Dashboard {
  const target = { ...newPanel().targets[0], refId: 'A', expr: 'up{job="$job"}' };
  const panel = { ...newPanel(), targets: newPanel().targets.map((one) => ({ ...one, ...target })) };
  const first = addPanel({ ...newDashboard(), title: 'Jobs' }, { ...panel, repeat: 'job' }).dashboard;
  const both = addPanel(first, { ...panel, title: 'Hidden' }).dashboard;
  const [grid] = both.layout;
  const items = grid?.items ?? [];
  return {
    ...both,
    layout: [
      { type: 'grid', items: items.slice(0, 1) },
      { type: 'row', id: 90, title: 'Closed', collapsed: true, items: items.slice(1), unknown: {} },
    ],
  };
}

/** Answers each query with one series; its values count the minutes. */
function collector(exprs: string[], steps = 11): SendBatch {
  return async function* ({ queries }): AsyncGenerator<BatchAnswer> {
    for (const { id, expr } of queries) {
      exprs.push(expr);
      yield result(id, steps);
    }
  };
}

function result(id: string, steps: number): ResultFrame {
  return {
    header: {
      type: 'result',
      id,
      resultType: 'matrix',
      startMs: 0,
      stepMs: 60_000,
      steps,
      series: [['job', 'a']],
      totalSeries: 1,
      tier: 'raw',
      warnings: [],
      infos: [],
      statistics: { series: 1, samples: 1, durationMs: 1 },
    },
    values: Float64Array.from({ length: steps }, (_, step) => step),
    present: new Uint8Array(Math.ceil(steps / 8)).fill(0xff),
  };
}

function input() {
  const document = dashboard();
  const sections = placeSections(document, scope.variables);
  return { dashboard: document, scope, sections, bounds, timeZone: 'utc', scrapeIntervalMs: 15_000 };
}

function asking(send: SendBatch) {
  const progress: string[] = [];
  const onProgress = (done: number, all: number) => progress.push(`${done}/${all}`);
  return { progress, how: { send, signal: new AbortController().signal, onProgress, now: () => 7 } };
}

describe('takeSnapshot', () => {
  it('asks all panels, also copies and those of closed rows, and tells how far it is', async () => {
    const exprs: string[] = [];
    const { how, progress } = asking(collector(exprs));
    const taken = await takeSnapshot(input(), how);
    expect(exprs).toEqual(['up{job="a"}', 'up{job="b"}', 'up{job="(a|b)"}']);
    expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3']);
    expect(taken).toMatchObject({ queries: 3, failed: 0 });
    expect(taken.sizeBytes).toBe(JSON.stringify(taken.json).length);
  });

  it('keeps the error of a query that failed', async () => {
    const send: SendBatch = async function* ({ queries }): AsyncGenerator<BatchAnswer> {
      for (const { id } of queries) yield { header: { type: 'error', id, errorType: 'timeout', message: 'slow' } };
    };
    const taken = await takeSnapshot(input(), asking(send).how);
    expect(taken.failed).toBe(3);
    const [answer] = readSnapshot(taken.json)?.snapshot.answers.values() ?? [];
    expect(answer?.header).toMatchObject({ type: 'error', message: 'slow' });
  });

  it('says what to do when there is too much', async () => {
    const send = collector([], 11_000);
    const many = input();
    const sections = many.sections.map((section) => ({
      ...section,
      panels: Array.from({ length: 500 }, (_, index) =>
        section.panels.map((one) => ({ ...one, key: `x${index}` })),
      ).flat(),
    }));
    const taking = takeSnapshot({ ...many, sections }, asking(send).how);
    await expect(taking).rejects.toThrow(SnapshotTooLarge);
    await expect(taking).rejects.toThrow(/shorter time range/);
  });
});

describe('replay', () => {
  it('gives a panel what was kept for it, cut to the time that is looked at', async () => {
    const { snapshot } = readSnapshot((await takeSnapshot(input(), asking(collector([])).how)).json) ?? {};
    if (snapshot === undefined) throw new Error('not read');
    const queries = new PanelQueries(replay(snapshot.answers));
    const [placed] =
      placeSections(snapshot.dashboard, new Map(snapshot.variables.map((one) => [one.name, one])))[0]?.panels ?? [];
    if (placed === undefined) throw new Error('no panel');
    const zoomed = { fromMs: 120_000, toMs: 300_000 };
    const plan = { panel: placed.panel, scope, timeZone: 'utc', widthPx: 100, scrapeIntervalMs: 15_000 };
    const planned = planQueries({ ...plan, bounds: zoomed, dashboard: snapshot.dashboard });
    const settled = new Promise((resolve) =>
      queries.subscribe(placed.key, () => queries.state(placed.key).phase === 'ready' && resolve(undefined)),
    );
    queries.want(placed.key, { signature: '1', queries: planned, bounds: zoomed });
    await settled;
    const [first] = queries.state(placed.key).answer?.results ?? [];
    expect([...(first?.frame.values ?? [])]).toEqual([2, 3, 4, 5]);
  });

  it('says what the snapshot does not hold', async () => {
    const answers = replay(new Map())(
      { from: 0, to: 1, queries: [{ id: '1/0', expr: '', kind: 'range', stepMs: 1 }] },
      { signal: new AbortController().signal },
    );
    for await (const { header } of answers) expect(header).toMatchObject({ type: 'error', id: '1/0' });
  });
});
