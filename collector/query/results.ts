/** Operators' vectors → the engine's results, sorted as Prometheus sorts. */
import { compareLabels } from '@/lib/labels/labels';
import type { Evaluation } from './operators/evaluation';
import { dropName, finishNames } from './operators/names';
import type { RangeVector } from './operators/rangeVector';
import { materialize, type StepVector } from './operators/stepVector';
import type { QueryResult, RawResult, ResultSeries } from './result';

export async function stepResult(vector: StepVector, evaluation: Evaluation): Promise<ResultSeries[]> {
  const named = await finishNames(vector, evaluation);
  const columns = await materialize(named, evaluation.budget);
  const series = columns.map(({ labels, values, present }) => ({ labels, values, present }));
  return named.ordered ? series : series.sort((a, b) => compareLabels(a.labels, b.labels));
}

/** An instant query for a range: the samples of its only window. */
export function rawResult(range: RangeVector, evaluation: Evaluation): Pick<RawResult, 'type' | 'series'> {
  const series = range.series.flatMap((each) => {
    const { from, to } = range.bounds(each);
    const [start = 0, end = 0] = [from[0], to[0]];
    if (end === start) return [];
    evaluation.budget.take(end - start);
    return [
      {
        labels: each.dropName ? dropName(each.labels) : each.labels,
        timestamps: each.timestamps.slice(start, end),
        values: each.values.slice(start, end),
      },
    ];
  });
  series.sort((a, b) => compareLabels(a.labels, b.labels));
  return { type: 'raw', series };
}

/** Bytes of a result's columns; labels are shared with the store. */
export function sizeBytes(result: QueryResult): number {
  switch (result.type) {
    case 'string':
      return 0;
    case 'raw':
      return result.series.reduce((sum, each) => sum + each.timestamps.byteLength + each.values.byteLength, 0);
    default:
      return result.series.reduce((sum, each) => sum + each.values.byteLength + each.present.byteLength, 0);
  }
}
