/** Calls a function: dispatches on the form of its implementation. */
import { getLabel, METRIC_NAME } from '@/lib/labels/labels';
import { formatNumber } from '@/lib/promql/numbers';
import { quote } from '@/lib/promql/strings';
import { stepTimes } from '../grid';
import type { Evaluation } from '../operators/evaluation';
import { withoutNames } from '../operators/names';
import { outOfQuantileRange } from '../operators/quantileOf';
import type { RangeSeries } from '../operators/rangeVector';
import { mapped } from '../operators/scalarBinary';
import type { StepVector } from '../operators/stepVector';
import { isRangePlan, isScalarPlan, type ScalarCallPlan, type VectorCallPlan } from '../plan/plan';
import { QueryError } from '../result';
import { vectorArgument } from './arguments';
import { FUNCTIONS } from './functions';
import type { MapImplementation, RangeImplementation } from './implementation';
import { singleSeries } from './single';

export async function evaluateCall(plan: VectorCallPlan, evaluation: Evaluation): Promise<StepVector> {
  const implementation = FUNCTIONS[plan.func];
  switch (implementation.type) {
    case 'range':
      return callRange(implementation, plan, evaluation);
    case 'map':
      return callMap(implementation, plan, evaluation);
    case 'vector':
      return implementation.evaluate(plan, evaluation);
    case 'unsupported':
      throw unsupported(plan, implementation.reason);
    case 'scalar':
      throw new Error(`BUG: ${plan.func} gives a scalar`);
  }
}

export async function evaluateScalarCall(plan: ScalarCallPlan, evaluation: Evaluation): Promise<Float64Array> {
  const implementation = FUNCTIONS[plan.func];
  if (implementation.type !== 'scalar') throw new Error(`BUG: ${plan.func} gives no scalar`);
  return implementation.evaluate(plan, evaluation);
}

function unsupported(plan: VectorCallPlan, reason: string): QueryError {
  return new QueryError('execution', `function ${plan.func} is not supported yet: it ${reason}`, plan.position);
}

async function callRange(
  implementation: RangeImplementation,
  plan: VectorCallPlan,
  evaluation: Evaluation,
): Promise<StepVector> {
  const params: Float64Array[] = [];
  for (const arg of plan.args) if (isScalarPlan(arg)) params.push(await evaluation.scalar(arg, plan.grid));
  const arg = plan.args.find(isRangePlan);
  if (!arg) throw new Error(`BUG: ${plan.func} without a range vector`);
  const range = await evaluation.range(arg);
  const times = stepTimes(plan.grid);
  const { kernel } = implementation;
  const { ends, rangeMs } = range;
  const check = () => evaluation.budget.check();
  const badQuantile = implementation.checksQuantile ? params[0]?.find(outOfQuantileRange) : undefined;
  if (badQuantile !== undefined && range.series.length > 0) {
    const message = `quantile value should be between 0 and 1, got ${formatNumber(badQuantile)}`;
    evaluation.notes.warn(message, plan.argPositions[0]);
  }
  const noteName = implementation.wantsCounter ? counterNote(plan, evaluation) : undefined;
  const result: StepVector = {
    steps: plan.grid.steps,
    series: range.series,
    fill(index, values, present) {
      const series = range.series[index] as RangeSeries;
      const { timestamps, values: samples } = series;
      const spans = () => range.spans(timestamps);
      const window = { timestamps, values: samples, ...range.bounds(timestamps), ends, rangeMs, times, spans, check };
      check();
      const count = kernel(window, values, present, params);
      if (count > 0) noteName?.(series);
      return count;
    },
  };
  return implementation.keepsName ? result : withoutNames(result, evaluation);
}

/** Counters are recognised by their name's ending, as Prometheus does without type metadata. */
function counterNote(plan: VectorCallPlan, evaluation: Evaluation): (series: RangeSeries) => void {
  let lastName = '';
  return ({ labels }) => {
    const name = getLabel(labels, METRIC_NAME);
    if (name === '' || name === lastName) return;
    lastName = name;
    if (/_(?:total|sum|count|bucket)$/.test(name)) return;
    const endings = 'metric might not be a counter, name does not end in _total/_sum/_count/_bucket';
    evaluation.notes.info(`${endings}: ${quote(name)}`, plan.argPositions[0]);
  };
}

async function callMap(
  implementation: MapImplementation,
  plan: VectorCallPlan,
  evaluation: Evaluation,
): Promise<StepVector> {
  const { map, ofTime } = implementation;
  if (ofTime && plan.args.length === 0) {
    return singleSeries(stepTimes(plan.grid).map((timeMs) => map(timeMs / 1000)));
  }
  const computed = mapped(await vectorArgument(plan, 0, evaluation), (values) => {
    for (let i = 0; i < values.length; i++) values[i] = map(values[i] as number);
  });
  return withoutNames(computed, evaluation);
}
