/** Calls a function of a range vector: a column per series, long ones in slices. */
import { getLabel, METRIC_NAME } from '@/lib/labels/labels';
import { formatNumber } from '@/lib/promql/numbers';
import { quote } from '@/lib/promql/strings';
import { stepTimes } from '../grid';
import type { Evaluation } from '../operators/evaluation';
import { withoutNames } from '../operators/names';
import { outOfQuantileRange } from '../operators/quantileOf';
import type { RangeSeries, RangeVector } from '../operators/rangeVector';
import { type ColumnTarget, countPresent, type StepVector } from '../operators/stepVector';
import { isRangePlan, isScalarPlan, type VectorCallPlan } from '../plan/plan';
import type { RangeImplementation } from './implementation';
import type { WindowColumns } from './window';

export async function callRange(
  implementation: RangeImplementation,
  plan: VectorCallPlan,
  evaluation: Evaluation,
): Promise<StepVector> {
  const params: Float64Array[] = [];
  for (const arg of plan.args) if (isScalarPlan(arg)) params.push(await evaluation.scalar(arg, plan.grid));
  const arg = plan.args.find(isRangePlan);
  if (!arg) throw new Error(`BUG: ${plan.func} without a range vector`);
  const range = await evaluation.range(arg);
  if (implementation.checksQuantile) noteQuantile(plan, range, params, evaluation);
  const call = new RangeCall(implementation, plan, range, params, evaluation);
  return implementation.keepsName ? call : withoutNames(call, evaluation);
}

/** Samples that a slice of a long column may look at: a few milliseconds of work. */
const SLICE_SAMPLES = 500_000;

class RangeCall implements StepVector {
  readonly steps: number;
  readonly series: readonly RangeSeries[];
  private readonly times: Float64Array;
  private readonly noteName: ((series: RangeSeries) => void) | undefined;
  private ahead: { readonly index: number; readonly column: ColumnTarget } | undefined;

  constructor(
    private readonly implementation: RangeImplementation,
    plan: VectorCallPlan,
    private readonly range: RangeVector,
    private readonly params: readonly Float64Array[],
    private readonly evaluation: Evaluation,
  ) {
    this.steps = plan.grid.steps;
    this.series = range.series;
    this.times = stepTimes(plan.grid);
    if (implementation.wantsCounter) this.noteName = counterNote(plan, evaluation);
  }

  fill(index: number, values: Float64Array, present: Uint8Array): number {
    const series = this.series[index] as RangeSeries;
    const count = this.takeAhead(index, { values, present }) ?? this.compute(series, { values, present });
    if (count > 0) this.noteName?.(series);
    return count;
  }

  prepare(index: number): Promise<void> | undefined {
    if (!this.implementation.eachWindow) return undefined;
    const series = this.series[index] as RangeSeries;
    const slices = this.slicesOf(series);
    return slices.length > 1 ? this.computeAhead(index, series, slices) : undefined;
  }

  private takeAhead(index: number, into: ColumnTarget): number | undefined {
    if (this.ahead?.index !== index) return undefined;
    into.values.set(this.ahead.column.values);
    into.present.set(this.ahead.column.present);
    this.ahead = undefined;
    return countPresent(into.present);
  }

  private compute(series: RangeSeries, into: ColumnTarget): number {
    this.evaluation.budget.check();
    return this.implementation.kernel(this.windowOf(series), into.values, into.present, this.params);
  }

  private windowOf(series: RangeSeries): WindowColumns {
    const { range, times } = this;
    const { timestamps, values, weights } = series;
    const { from, to } = range.bounds(series);
    const { ends, rangeMs } = range;
    const spans = () => range.spans(series);
    const borders = () => range.borders(series);
    return { timestamps, values, from, to, ends, rangeMs, times, spans, borders, weights };
  }

  /** First steps of slices of bounded work, and the number of steps. */
  private slicesOf(series: RangeSeries): number[] {
    const { from, to } = this.range.bounds(series);
    const starts = [0];
    let looked = 0;
    for (let i = 0; i < from.length; i++) {
      looked += (to[i] as number) - (from[i] as number);
      if (looked <= SLICE_SAMPLES) continue;
      starts.push(i + 1);
      looked = 0;
    }
    if (starts.at(-1) === from.length) starts.pop();
    return starts;
  }

  private async computeAhead(index: number, series: RangeSeries, slices: readonly number[]): Promise<void> {
    const { evaluation, implementation, steps } = this;
    const column = { values: new Float64Array(steps), present: new Uint8Array(steps) };
    const window = this.windowOf(series);
    for (const [i, start] of slices.entries()) {
      const wait = evaluation.budget.pause();
      if (wait) await wait;
      const end = slices[i + 1] ?? steps;
      const params = this.params.map((param) => param.subarray(start, end));
      implementation.kernel(
        sliceOf(window, start, end),
        column.values.subarray(start, end),
        column.present.subarray(start, end),
        params,
      );
    }
    this.ahead = { index, column };
  }
}

/** Some of the steps. Spans stay those of all steps, as no kernel that looks at each window by itself asks for them. */
function sliceOf(window: WindowColumns, start: number, end: number): WindowColumns {
  const cut = <T extends { subarray(start: number, end: number): T }>(column: T) => column.subarray(start, end);
  const { from, to, ends, times } = window;
  return { ...window, from: cut(from), to: cut(to), ends: cut(ends), times: cut(times) };
}

function noteQuantile(
  plan: VectorCallPlan,
  range: RangeVector,
  params: readonly Float64Array[],
  evaluation: Evaluation,
): void {
  const bad = params[0]?.find(outOfQuantileRange);
  if (bad === undefined || range.series.length === 0) return;
  const message = `quantile value should be between 0 and 1, got ${formatNumber(bad)}`;
  evaluation.notes.warn(message, plan.argPositions[0]);
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
