/** histogram_quantile, histogram_quantiles and histogram_fraction over classic histograms. */
import { withLabel } from '@/lib/labels/labels';
import { formatNumber } from '@/lib/promql/numbers';
import { forMetric } from '../annotations';
import type { Evaluation } from '../operators/evaluation';
import { uniqueSeries, withoutNames } from '../operators/names';
import { outOfQuantileRange } from '../operators/quantileOf';
import { materialize, type StepColumn, type StepVector, vectorOf } from '../operators/stepVector';
import type { VectorCallPlan } from '../plan/plan';
import { scalarArgument, stringArgument, vectorArgument } from './arguments';
import { bucketsAt, type HistogramSeries, histogramsOf, scratchBuckets } from './bucketSeries';
import { type Buckets, bucketFraction, bucketQuantile } from './buckets';
import type { VectorImplementation } from './implementation';

export const histogramQuantile: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const quantiles = await scalarArgument(plan, 0, evaluation);
    const histograms = await readHistograms(plan, 1, evaluation);
    const columns = histograms.map((each) => quantileColumn(each, quantiles, plan, 0, evaluation));
    return named(columns, plan, evaluation);
  },
};

export const histogramQuantiles: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const label = stringArgument(plan, 1);
    const histograms = await readHistograms(plan, 0, evaluation);
    const columns: StepColumn[] = [];
    for (let arg = 2; arg < plan.args.length; arg++) {
      const quantiles = await scalarArgument(plan, arg, evaluation);
      const text = formatNumber(quantiles[0] ?? Number.NaN);
      for (const each of histograms) {
        const column = quantileColumn(each, quantiles, plan, arg, evaluation);
        columns.push({ ...column, labels: withLabel(column.labels, label, text) });
      }
    }
    return named(columns, plan, evaluation);
  },
};

export const histogramFraction: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const lower = await scalarArgument(plan, 0, evaluation);
    const upper = await scalarArgument(plan, 1, evaluation);
    const histograms = await readHistograms(plan, 2, evaluation);
    const columns = histograms.map((each) =>
      histogramColumn(each, plan.grid.steps, (buckets, step) =>
        bucketFraction(lower[step] as number, upper[step] as number, buckets),
      ),
    );
    return named(columns, plan, evaluation);
  },
};

async function readHistograms(plan: VectorCallPlan, index: number, evaluation: Evaluation): Promise<HistogramSeries[]> {
  const vector = await vectorArgument(plan, index, evaluation);
  const columns = await materialize(vector, evaluation.budget);
  return histogramsOf(columns, plan.argPositions[index], evaluation);
}

async function named(
  columns: readonly StepColumn[],
  plan: VectorCallPlan,
  evaluation: Evaluation,
): Promise<StepVector> {
  const vector = vectorOf(columns, plan.grid.steps);
  return withoutNames(await uniqueSeries(vector, evaluation), evaluation);
}

function quantileColumn(
  histogram: HistogramSeries,
  quantiles: Float64Array,
  plan: VectorCallPlan,
  quantileIndex: number,
  evaluation: Evaluation,
): StepColumn {
  const { notes } = evaluation;
  return histogramColumn(histogram, quantiles.length, (buckets, step) => {
    const q = quantiles[step] as number;
    if (outOfQuantileRange(q)) {
      const message = `quantile value should be between 0 and 1, got ${formatNumber(q)}`;
      notes.warn(message, plan.argPositions[quantileIndex]);
    }
    const { value, forcedMonotonic } = bucketQuantile(q, buckets);
    if (forcedMonotonic) {
      const link = 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile';
      const message = `input to histogram_quantile needed to be fixed for monotonicity (see ${link})`;
      notes.info(message + forMetric(histogram.name), plan.argPositions[plan.func === 'histogram_quantiles' ? 0 : 1]);
    }
    return value;
  });
}

function histogramColumn(
  histogram: HistogramSeries,
  steps: number,
  compute: (buckets: Buckets, step: number) => number,
): StepColumn {
  const { labels, dropName } = histogram;
  const values = new Float64Array(steps);
  const present = new Uint8Array(steps);
  const scratch = scratchBuckets(histogram);
  for (let i = 0; i < steps; i++) {
    const buckets = bucketsAt(histogram, i, scratch);
    if (buckets.length === 0) continue;
    values[i] = compute(buckets, i);
    present[i] = 1;
  }
  return { labels, dropName, values, present };
}
