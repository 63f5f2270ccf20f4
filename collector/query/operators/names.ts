/** Dropping metric names, and what happens when label sets become equal by it. */
import { dropLabels, getLabel, type Labels, labelsKey, METRIC_NAME } from '@/lib/labels/labels';
import { QueryError } from '../result';
import type { Evaluation } from './evaluation';
import {
  emptyVector,
  materialize,
  relabelled,
  type StepColumn,
  type StepSeries,
  type StepVector,
  samplesOf,
  vectorOf,
} from './stepVector';

/** What a label set says about its metric; a computed value is no longer that metric's. */
const METRIC_LABELS: ReadonlySet<string> = new Set([METRIC_NAME, '__type__', '__unit__']);

export const SAME_LABELSET = 'vector cannot contain metrics with the same labelset';

export function dropName(labels: Labels): Labels {
  return dropLabels(labels, METRIC_LABELS);
}

/** A series without its name: at once, or marked for the end. */
export function namelessSeries(series: StepSeries, evaluation: Evaluation): StepSeries {
  if (evaluation.delayedNameRemoval) return series.dropName ? series : { labels: series.labels, dropName: true };
  return getLabel(series.labels, METRIC_NAME) === '' ? series : { labels: dropName(series.labels), dropName: false };
}

/** The vector without metric names. Series that become equal are joined, which fails where both have a sample. */
export async function withoutNames(vector: StepVector, evaluation: Evaluation): Promise<StepVector> {
  const series = vector.series.map((each) => namelessSeries(each, evaluation));
  const renamed = relabelled(vector, series);
  if (evaluation.delayedNameRemoval || shareOneName(vector, series)) return renamed;
  return uniqueSeries(renamed, evaluation);
}

/** Series of one metric stay different without their name, when nothing but the name goes. */
function shareOneName(vector: StepVector, nameless: readonly StepSeries[]): boolean {
  const name = getLabel(vector.series[0]?.labels ?? [], METRIC_NAME);
  const nameOnly = name === '' ? 0 : 2;
  return vector.series.every(
    ({ labels }, i) =>
      getLabel(labels, METRIC_NAME) === name && labels.length - (nameless[i]?.labels.length ?? 0) === nameOnly,
  );
}

/** Carries out the removals that were put off. */
export async function finishNames(vector: StepVector, evaluation: Evaluation): Promise<StepVector> {
  if (!vector.series.some((each) => each.dropName)) return vector;
  const series = vector.series.map((each) =>
    each.dropName ? { labels: dropName(each.labels), dropName: false } : each,
  );
  return uniqueSeries({ ...relabelled(vector, series), ordered: vector.ordered ?? false }, evaluation);
}

/**
 * Joins series with equal labels into one. Throws QueryError with `message` when two of them have a sample at the
 * same step. Without equal label sets the vector itself is returned.
 */
export async function uniqueSeries(
  vector: StepVector,
  evaluation: Evaluation,
  message: (labels: Labels) => string = () => SAME_LABELSET,
): Promise<StepVector> {
  if (new Set(vector.series.map(seriesKey)).size === vector.series.length) return vector;
  if (vector.steps === 0) return emptyVector(0);
  const columns = await materialize(vector, evaluation.budget);
  const joined = new Map<string, StepColumn>();
  for (const column of columns) {
    const key = seriesKey(column);
    const present = joined.get(key);
    if (present) joinColumn(present, column, message);
    else joined.set(key, column);
  }
  evaluation.budget.release(samplesOf(columns, vector.steps));
  return vectorOf([...joined.values()], vector.steps, vector.ordered);
}

/** Series that lose their name later are told apart from those that keep it. */
function seriesKey(series: StepSeries): string {
  return `${series.dropName ? '\u0001' : ''}${labelsKey(series.labels)}`;
}

function joinColumn(into: StepColumn, from: StepColumn, message: (labels: Labels) => string): void {
  for (let i = 0; i < from.present.length; i++) {
    if (from.present[i] === 0) continue;
    if (into.present[i] === 1) throw new QueryError('execution', message(into.labels));
    into.present[i] = 1;
    into.values[i] = from.values[i] as number;
  }
}
