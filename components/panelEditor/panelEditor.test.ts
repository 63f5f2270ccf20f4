// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { describe, expect, it } from 'vitest';
import type { BatchAnswer, SendBatch } from '@/components/query/panelQueries';
import { testPanel, testTarget } from '@/components/query/testPanel';
import type { Frame } from '@/lib/dashboard/frame';
import { actualSize } from './preview/previewSize';
import { legendHints, legendMode } from './queries/legend';
import { withQueryParts } from './queries/panelQueryEdits';
import { QueryReports } from './queries/queryReports';
import { placedError, reportParts } from './queries/reportText';
import { chosenSource, sourceChoices } from './queries/sourceChoices';
import { findTransformations } from './transformations/findTransformations';
import { fieldNames, labelNames, orderedNames } from './transformations/framesInfo';

const HEADER = {
  type: 'result',
  resultType: 'matrix',
  startMs: 0,
  stepMs: 30_000,
  steps: 4,
  series: [['job', 'a']],
  totalSeries: 1,
  tier: 'raw',
  warnings: [],
  infos: [],
  statistics: { series: 1, samples: 4, durationMs: 12 },
} as const;

function answerOf(id: string, more: object = {}): BatchAnswer {
  return { header: { ...HEADER, id, ...more }, values: new Float64Array(4), present: new Uint8Array([0b0111]) };
}

function requestOf(queries: readonly (readonly [id: string, refId: string, expr: string])[]) {
  return {
    from: 0,
    to: 1,
    queries: queries.map(([id, refId, expr]) => ({
      id,
      expr,
      kind: 'range' as const,
      stepMs: 1,
      source: { dashboardUid: 'd', panelId: 1, refId },
    })),
  };
}

async function hear(reports: QueryReports, send: SendBatch, queries: Parameters<typeof requestOf>[0]) {
  const stream = reports.overhear(send)(requestOf(queries), { signal: new AbortController().signal });
  const seen: string[] = [];
  for await (const { header } of stream) seen.push(header.id);
  return seen;
}

describe('QueryReports', () => {
  it('keeps for each query what it came to, several errors at once', async () => {
    const reports = new QueryReports();
    const send: SendBatch = async function* () {
      yield {
        header: { type: 'error', id: '2', errorType: 'bad_data', message: 'bad B', position: { start: 1, end: 2 } },
      };
      yield answerOf('1');
      yield { header: { type: 'error', id: '3', errorType: 'execution', message: 'bad C' } };
    };
    const seen = await hear(reports, send, [
      ['1', 'A', 'up'],
      ['2', 'B', 'rate('],
      ['3', 'C', 'x'],
    ]);
    expect(seen).toEqual(['2', '1', '3']);
    expect(reports.all().get('A')).toMatchObject({ phase: 'ready', series: 1, points: 3, stepMs: 30_000, expr: 'up' });
    expect(reports.all().get('B')).toMatchObject({
      phase: 'error',
      error: { message: 'bad B', position: { start: 1 } },
    });
    expect(reports.all().get('C')?.error?.message).toBe('bad C');
  });

  it('adds up the two answers of a query of both kinds, and starts anew with each batch', async () => {
    const reports = new QueryReports();
    const send: SendBatch = async function* () {
      yield answerOf('1');
      yield answerOf('2', { resultType: 'vector', steps: 1, totalSeries: 5 });
    };
    for (let i = 0; i < 2; i++)
      await hear(reports, send, [
        ['1', 'A', 'up'],
        ['2', 'A', 'up'],
      ]);
    expect(reports.all().get('A')).toMatchObject({ series: 5, points: 6, durationMs: 24, stepMs: 30_000 });
  });

  it('tells a connection that fails at every query that waits', async () => {
    const reports = new QueryReports();
    const send: SendBatch = async function* () {
      yield answerOf('1');
      throw new Error('the collector cannot be reached');
    };
    await expect(
      hear(reports, send, [
        ['1', 'A', 'up'],
        ['2', 'B', 'up'],
      ]),
    ).rejects.toThrow('cannot be reached');
    expect([...reports.all()].map(([refId, { phase }]) => [refId, phase])).toEqual([
      ['A', 'ready'],
      ['B', 'error'],
    ]);
  });
});

describe('texts of the footer', () => {
  const report = {
    phase: 'ready',
    expr: '',
    series: 6,
    shownSeries: 6,
    points: 4326,
    durationMs: 12.3,
    stepMs: 30_000,
    labels: [],
    warnings: [],
  } as const;
  it.each([
    [report, ['6 series', '4,326 points', '12 ms', 'step 30s']],
    [
      { ...report, series: 1, points: 1, durationMs: 0.2, stepMs: undefined },
      ['1 series', '1 point', '< 1 ms', 'instant'],
    ],
    [
      { ...report, series: 2500, shownSeries: 2000, durationMs: 1520 },
      ['2,000 of 2,500 series', '4,326 points', '1.5 s', 'step 30s'],
    ],
  ])('%#', (input, want) => expect(reportParts(input)).toEqual(want));

  it('counts the place of an error in the text as it was written', () => {
    const issue = { from: 8, to: 9, severity: 'error', message: 'unexpected )' } as const;
    expect(placedError('1:70: parse error: unexpected )', 'sum(\n  $x)', [issue])).toBe('2:4: unexpected )');
    expect(placedError('query timed out', 'up', [])).toBe('query timed out');
  });
});

describe('legend', () => {
  it.each([
    ['__auto', 'auto'],
    ['', 'verbose'],
    ['{{job}}', 'custom'],
  ])('%s', (format, want) => {
    expect(legendMode(format)).toBe(want);
  });

  it('offers labels that differ first', () => {
    const series = [
      ['__name__', 'up', 'env', 'x', 'job', 'a'],
      ['__name__', 'up', 'env', 'x', 'job', 'b'],
    ];
    expect(legendHints(series).map(({ label }) => label)).toEqual(['job', 'env', '__name__']);
  });
});

describe('sourceChoices', () => {
  it.each([
    [undefined, 'built-in', undefined],
    [{ type: 'prometheus', uid: 'P1809' }, 'built-in', undefined],
    [{ uid: '${ds}' }, '$ds', undefined],
    [{ type: 'loki', uid: 'x' }, 'foreign', 'loki'],
  ])('%j', (datasource, selected, foreign) => {
    const target = testTarget(datasource === undefined ? {} : { datasource });
    expect(sourceChoices(['ds'], testPanel([target]), target)).toMatchObject({ selected, foreign });
  });

  it('writes a variable as dashboards do, and leaves a foreign one alone', () => {
    expect(chosenSource('$ds')).toEqual({ type: 'prometheus', uid: '${ds}' });
    expect(chosenSource('built-in')).toEqual({ type: 'prometheus', uid: 'belvedere' });
    expect(chosenSource('foreign')).toBeUndefined();
  });
});

describe('parts of a panel', () => {
  it('sets and takes away what concerns all queries', () => {
    const panel = withQueryParts(testPanel([]), { interval: '1m', maxDataPoints: 100 });
    expect(panel).toMatchObject({ interval: '1m', maxDataPoints: 100 });
    expect(withQueryParts(panel, { interval: undefined })).toEqual({ ...testPanel([]), maxDataPoints: 100 });
  });

  it('knows the size on the dashboard', () => {
    expect(actualSize({ w: 24, h: 8 }, 1368)).toEqual({ width: 1368, height: 296 });
    expect(actualSize({ w: 12, h: 1 }, 1368)).toEqual({ width: 680, height: 30 });
  });
});

describe('what forms offer', () => {
  const value = {
    name: 'Value',
    type: 'number',
    labels: { job: 'a', env: 'x' },
    values: new Float64Array(1),
    config: {},
  } as const;
  const time = { name: 'Time', type: 'time', values: new Float64Array(1), config: {} } as const;
  const frames: Frame[] = ['cpu', 'load'].map((name) => ({ refId: 'A', name, fields: [time, value], length: 1 }));

  it('lists names once', () => {
    expect(fieldNames(frames)).toEqual(['Time', 'cpu', 'load']);
    expect(labelNames(frames)).toEqual(['env', 'job']);
    expect(orderedNames(['a', 'b', 'c'], { c: 0, a: 1 })).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['rows by value', 'filterByValue'],
    ['join', 'joinByField'],
    ['organ', 'organize'],
    ['no such thing', undefined],
  ])('finds by name first: %s', (search, want) => expect(findTransformations(search)[0]?.id).toBe(want));
});
