/** Gathers the series of each classic histogram by their `le` label. */
import { getLabel, type Labels, labelsKey, METRIC_NAME, withLabel } from '@/lib/labels/labels';
import type { Position } from '@/lib/promql/errors';
import { parseNumberLiteral } from '@/lib/promql/numbers';
import { quote } from '@/lib/promql/strings';
import { forMetric } from '../annotations';
import type { Evaluation } from '../operators/evaluation';
import type { StepColumn, StepSeries } from '../operators/stepVector';
import type { Buckets } from './buckets';

export const BUCKET_LABEL = 'le';

/** One histogram: its series, ascending by upper bound. */
export interface HistogramSeries extends StepSeries {
  readonly name: string;
  readonly buckets: { readonly bound: number; readonly column: StepColumn }[];
}

/** Series without a readable bound are left out with a warning. */
export function histogramsOf(
  columns: readonly StepColumn[],
  position: Position | undefined,
  evaluation: Evaluation,
): HistogramSeries[] {
  const histograms = new Map<string, HistogramSeries>();
  for (const column of columns) {
    const name = getLabel(column.labels, METRIC_NAME);
    const text = getLabel(column.labels, BUCKET_LABEL);
    const bound = parseBound(text);
    if (bound === undefined) {
      const message = `bucket label "le" is missing or has a malformed value of ${quote(text)}${forMetric(name)}`;
      evaluation.notes.warn(message, position);
      continue;
    }
    const labels: Labels = withLabel(column.labels, BUCKET_LABEL, '');
    const key = labelsKey(labels);
    const known = histograms.get(key);
    if (known) known.buckets.push({ bound, column });
    else histograms.set(key, { labels, dropName: column.dropName, name, buckets: [{ bound, column }] });
  }
  for (const { buckets } of histograms.values()) buckets.sort((a, b) => a.bound - b.bound);
  return [...histograms.values()];
}

/** Bounds are written as Go's ParseFloat reads them; NaN sorts nowhere and is refused. */
function parseBound(text: string): number | undefined {
  const match = /^([+-]?)(.+)$/.exec(text.trim() === text ? text : '');
  if (!match) return undefined;
  const unsigned = match[2] as string;
  const known = /^(?:inf|infinity)$/i.test(unsigned) ? Number.POSITIVE_INFINITY : plainNumber(unsigned);
  return known === undefined ? undefined : match[1] === '-' ? -known : known;
}

function plainNumber(text: string): number | undefined {
  if (/[smhdwy]$/.test(text)) return undefined;
  return /^0\d/.test(text) ? Number(text) : parseNumberLiteral(text);
}

export function scratchBuckets(histogram: HistogramSeries): Buckets {
  const size = histogram.buckets.length;
  return { bounds: new Float64Array(size), counts: new Float64Array(size), length: 0 };
}

/** The buckets that are present at a step. */
export function bucketsAt(histogram: HistogramSeries, step: number, into: Buckets): Buckets {
  let length = 0;
  for (const { bound, column } of histogram.buckets) {
    if (column.present[step] === 0) continue;
    into.bounds[length] = bound;
    into.counts[length++] = column.values[step] as number;
  }
  into.length = length;
  return into;
}
