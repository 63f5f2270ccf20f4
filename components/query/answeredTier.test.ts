import { expect, it } from 'vitest';
import type { ResultHeader } from '@/lib/api/queryBatch';
import { answeredTier } from './answeredTier';
import type { PanelResult } from './panelQueries';
import { testPanel, testTarget } from './testPanel';

function result(answer: Partial<ResultHeader>): PanelResult {
  const [target] = testPanel([testTarget()]).targets;
  if (target === undefined) throw new Error('no target');
  return {
    planned: { target, expr: 'up', legendFormat: '', query: { expr: 'up', kind: 'range', stepMs: 1000 } },
    frame: {
      header: {
        type: 'result',
        id: 'A',
        resultType: 'matrix',
        startMs: 0,
        stepMs: 1000,
        steps: 0,
        series: [],
        totalSeries: 0,
        tier: 'raw',
        warnings: [],
        infos: [],
        statistics: { series: 0, samples: 0, durationMs: 0 },
        ...answer,
      },
      values: new Float64Array(0),
      present: new Uint8Array(0),
    },
  };
}

it.each<[string, Partial<ResultHeader>[], ReturnType<typeof answeredTier>]>([
  ['nothing', [], undefined],
  ['raw samples', [{}, {}], undefined],
  ['one coarser query', [{}, { tier: '5m' }], { name: '5m', approximate: false }],
  ['the coarsest of several', [{ tier: '1h' }, { tier: '5m' }], { name: '1h', approximate: false }],
  ['an approximate one', [{ tier: '1h' }, { tier: '5m', approximate: true }], { name: '1h', approximate: true }],
])('the tier of %s', (_name, headers, want) => {
  expect(answeredTier(headers.map(result))).toEqual(want);
});
