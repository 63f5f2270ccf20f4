import type { QueryResult, ResultSeries, StepResult, StringResult } from '@/collector/query/result';
import { presenceStride } from '@/lib/api/frames';
import type { BatchQuery, ResultFrame, ResultHeader } from '@/lib/api/queryBatch';
import { tierName } from '@/lib/api/tier';
import { ApiError } from '../apiError';

/** 16 M numbers are 128 MB on the wire: no panel can draw them, and no browser should be sent them. */
const MAX_VALUES = 16_000_000;

/** The columns of a result for one asker, cut to its `maxSeries`. Throws ApiError when they cannot be columns. */
export function resultFrame(result: QueryResult, asker: BatchQuery): ResultFrame {
  switch (result.type) {
    case 'raw':
      throw new ApiError(
        'bad_data',
        'a range selector gives raw samples, not columns over steps; wrap it in a function such as rate(), ' +
          'or ask /api/v1/query',
      );
    case 'string':
      return stringFrame(result, asker);
    case 'matrix':
    case 'vector':
    case 'scalar':
      return stepFrame(result, asker);
  }
}

function stringFrame(result: StringResult, { id }: BatchQuery): ResultFrame {
  const { timeMs, text, warnings, infos, statistics } = result;
  return {
    header: {
      type: 'result',
      id,
      resultType: 'string',
      startMs: timeMs,
      stepMs: 0,
      steps: 1,
      series: [],
      totalSeries: 0,
      text,
      ...tierOf(result),
      warnings,
      infos,
      statistics,
    },
    values: new Float64Array(0),
    present: new Uint8Array(0),
  };
}

function stepFrame(result: StepResult, { id, maxSeries }: BatchQuery): ResultFrame {
  const series = maxSeries === undefined ? result.series : result.series.slice(0, maxSeries);
  if (series.length * result.steps > MAX_VALUES) throw tooLarge(series.length, result.steps);
  const { startMs, stepMs, steps, warnings, infos, statistics } = result;
  return {
    header: {
      type: 'result',
      id,
      resultType: result.type,
      startMs,
      stepMs,
      steps,
      series: series.map(({ labels }) => labels),
      totalSeries: result.series.length,
      ...tierOf(result),
      warnings,
      infos,
      statistics,
    },
    values: joinValues(series, steps),
    present: packPresence(series, steps),
  };
}

function tierOf({ resolutionMs, approximate }: QueryResult): Pick<ResultHeader, 'tier' | 'approximate'> {
  return { tier: tierName(resolutionMs), ...(approximate && { approximate }) };
}

function tooLarge(series: number, steps: number): ApiError {
  return new ApiError(
    'execution',
    `the result has ${series} series of ${steps} steps, more than ${MAX_VALUES} numbers; ` +
      'aggregate, ask for larger steps, or set maxSeries',
  );
}

function joinValues(series: readonly ResultSeries[], steps: number): Float64Array {
  const values = new Float64Array(series.length * steps);
  for (let s = 0; s < series.length; s++) values.set((series[s] as ResultSeries).values, s * steps);
  return values;
}

function packPresence(series: readonly ResultSeries[], steps: number): Uint8Array {
  const stride = presenceStride(steps);
  const packed = new Uint8Array(series.length * stride);
  for (let s = 0; s < series.length; s++) {
    const { present } = series[s] as ResultSeries;
    for (let i = 0; i < steps; i++) {
      if (present[i] === 1) packed[s * stride + (i >> 3)]! |= 1 << (i & 7);
    }
  }
  return packed;
}
