/** Compares a result with what a script expects. Each function gives a complaint, or undefined. */
import { formatLabels, labelsKey } from '@/lib/labels/labels';
import type { QueryResult, StepResult } from '../result';
import type { EvalCommand, SequenceValue, SeriesLine } from './script';

/** Relative, as in Prometheus' own runner. */
const TOLERANCE = 1e-6;

export function compareResult(command: EvalCommand, result: QueryResult): string | undefined {
  if (command.text !== undefined) {
    return result.type === 'string' && result.text === command.text ? undefined : `want the string ${command.text}`;
  }
  if (command.scalar !== undefined) {
    const value = result.type === 'scalar' ? result.series[0]?.values[0] : undefined;
    return value !== undefined && near(value, command.scalar) ? undefined : `want ${command.scalar}, got ${value}`;
  }
  if (result.type === 'raw') return compareSeries(command.series, rawSamples(command, result.series), false);
  if (result.type === 'string') return `got the string ${result.text}`;
  if (result.type === 'scalar' && command.stepMs === 0) return `got the scalar ${result.series[0]?.values[0]}`;
  return compareSeries(command.series, stepSamples(result), command.ordered);
}

interface Samples {
  readonly labels: readonly string[];
  /** By step; undefined is absent. */
  readonly values: readonly (number | undefined)[];
}

function stepSamples(result: StepResult): Samples[] {
  return result.series.map(({ labels, values, present }) => ({
    labels,
    values: Array.from(values, (value, i) => (present[i] === 1 ? value : undefined)),
  }));
}

function rawSamples(
  { rawTimes }: EvalCommand,
  series: readonly { labels: readonly string[]; timestamps: Float64Array; values: Float64Array }[],
): Samples[] {
  const { startMs, stepMs } = rawTimes ?? { startMs: 0, stepMs: 1 };
  return series.map(({ labels, timestamps, values }) => {
    const bySteps: (number | undefined)[] = [];
    for (const [i, time] of timestamps.entries()) bySteps[(time - startMs) / stepMs] = values[i];
    return { labels, values: bySteps };
  });
}

function compareSeries(want: readonly SeriesLine[], got: readonly Samples[], ordered: boolean): string | undefined {
  const printed = () =>
    `got ${got.map(({ labels, values }) => `${formatLabels(labels)} ${values.join(' ')}`).join('; ')}`;
  if (want.length !== got.length) return `want ${want.length} series, ${printed()}`;
  const byLabels = new Map(got.map((samples) => [labelsKey(samples.labels), samples]));
  for (const [i, { labels, values }] of want.entries()) {
    const samples = ordered ? got[i] : byLabels.get(labelsKey(labels));
    if (!samples || labelsKey(samples.labels) !== labelsKey(labels))
      return `${formatLabels(labels)} is missing, ${printed()}`;
    const steps = Math.max(values.length, samples.values.length);
    for (let step = 0; step < steps; step++) {
      if (!sameSample(values[step], samples.values[step])) {
        return `${formatLabels(labels)} at step ${step}: want ${sampleText(values[step])}, ${printed()}`;
      }
    }
  }
  return undefined;
}

function sameSample(want: SequenceValue | undefined, got: number | undefined): boolean {
  if (want === undefined || want.type === 'absent') return got === undefined;
  return want.type === 'number' && got !== undefined && near(got, want.value);
}

function sampleText(value: SequenceValue | undefined): string {
  return value?.type === 'number' ? String(value.value) : (value?.type ?? 'absent');
}

function near(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (a === b) return true;
  const difference = Math.abs(a - b);
  return Number.isFinite(difference) && difference <= TOLERANCE * Math.min(Math.abs(a) + Math.abs(b), Number.MAX_VALUE);
}
