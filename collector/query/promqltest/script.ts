/** Scripts in the format of Prometheus' promqltest: `load`, `clear` and `eval` with what they expect. */
import type { Labels } from '@/lib/labels/labels';

export type Command = LoadCommand | ClearCommand | EvalCommand;

export interface ClearCommand {
  readonly type: 'clear';
}

/** One sample of the series notation: a number, a gap, a staleness marker, or a native histogram as text. */
export type SequenceValue =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'absent' }
  | { readonly type: 'stale' }
  | { readonly type: 'histogram'; readonly text: string };

export interface SeriesLine {
  readonly labels: Labels;
  readonly values: readonly SequenceValue[];
}

export interface LoadCommand {
  readonly type: 'load';
  readonly stepMs: number;
  /** `load_with_nhcb`: classic histograms are loaded as native ones, too. */
  readonly withNativeBuckets: boolean;
  readonly series: readonly SeriesLine[];
  /** Series with start timestamps (`@st`). */
  readonly startTimestamps: readonly Labels[];
}

export interface AnnotationExpectation {
  readonly kind: 'warn' | 'info' | 'no_warn' | 'no_info' | 'fail';
  readonly message?: string;
  readonly pattern?: string;
}

export interface EvalCommand {
  readonly type: 'eval';
  /** From 1. */
  readonly line: number;
  readonly expr: string;
  /** An instant query has equal start and end, and step 0. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly ordered: boolean;
  readonly annotations: readonly AnnotationExpectation[];
  readonly series: readonly SeriesLine[];
  readonly scalar?: number;
  readonly text?: string;
  /** Expected are raw samples at these times: an instant query for a range. */
  readonly rawTimes?: { readonly startMs: number; readonly stepMs: number };
}
