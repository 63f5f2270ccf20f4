import type { AppendOutcome, Commit, ExemplarOutcome, SeriesRefusal } from '@/collector/storage/storage';

/** Why a sample was not taken. */
export type WriteRefusal = Exclude<AppendOutcome, 'ok'> | SeriesRefusal | 'nativeHistogram';

/** What became of one request. */
export interface WriteResult {
  /** What is stored of it now, that which was stored before included: the sender need not send it again. */
  readonly written: { readonly samples: number; readonly histograms: number; readonly exemplars: number };
  /** Samples that were new. */
  readonly appended: number;
  readonly refused: Readonly<Record<WriteRefusal, number>>;
  readonly refusedExemplars: number;
  /**
   * Why the first sample was refused; undefined when all were taken. The rest has been taken: answer 400 with this text
   * after `durable()`, so that the sender goes on and does not send the request again.
   */
  readonly rejection: string | undefined;
  /** Resolves when all that was taken is in the write-ahead log; rejects with StorageUnavailableError (answer 503). */
  durable(): Promise<void>;
}

export const REFUSAL_TEXTS: Readonly<Record<Exclude<AppendOutcome, 'ok'>, string>> = {
  duplicate: 'duplicate sample for timestamp',
  outOfOrder: 'out of order sample',
  tooOld: 'too old sample',
  tooFarAhead: 'sample too far in the future',
};

/** What a sender of version 2 is told; of version 1 exemplars are best effort, as in Prometheus. */
export const EXEMPLAR_REFUSAL_TEXTS: Readonly<Record<ExemplarOutcome | 'invalidLabels', string>> = {
  ok: '',
  duplicate: '',
  disabled: '',
  invalidLabels: 'invalid labels of an exemplar',
  outOfOrder: 'out of order exemplar',
  tooOld: 'too old exemplar',
  tooFarAhead: 'exemplar too far in the future',
  tooLong: 'exemplar whose labels have more than 128 characters',
};

const OUTCOMES = ['duplicate', 'outOfOrder', 'tooOld', 'tooFarAhead'] as const;

export function noRefusals(): Record<WriteRefusal, number> {
  return {
    duplicate: 0,
    outOfOrder: 0,
    tooOld: 0,
    tooFarAhead: 0,
    invalidLabels: 0,
    seriesLimit: 0,
    jobSeriesLimit: 0,
    newSeriesLimit: 0,
    tooManyLabels: 0,
    labelNameTooLong: 0,
    labelValueTooLong: 0,
    nativeHistogram: 0,
  };
}

/** Counts what was refused, and keeps the first reason. */
export class Refusals {
  readonly #counts = noRefusals();
  exemplars = 0;
  #first: string | undefined;

  /** A sample that `append` refused; its commit counts it. */
  noteSample(reason: () => string): void {
    this.#first ??= reason();
  }

  add(why: Exclude<WriteRefusal, AppendOutcome>, samples: number, reason: string): void {
    this.#counts[why] += samples;
    this.#first ??= reason;
  }

  /** @param reason absent: the sender is not told */
  addExemplar(reason?: () => string): void {
    this.exemplars++;
    this.#first ??= reason?.();
  }

  /** Samples that `append` refused are counted by their commit as well, together with those that only the commit refused. */
  counts(commits: readonly Commit[]): Record<WriteRefusal, number> {
    const counts = { ...this.#counts };
    for (const reason of OUTCOMES) counts[reason] = refusedBy(commits, reason);
    return counts;
  }

  /** A block that closes within a commit moves the border of what can be taken, after `append` had answered. */
  rejection(commits: readonly Commit[]): string | undefined {
    if (this.#first !== undefined) return this.#first;
    const reason = OUTCOMES.find((outcome) => refusedBy(commits, outcome) > 0);
    return reason && `${REFUSAL_TEXTS[reason]} (${refusedBy(commits, reason)} refused at commit)`;
  }
}

function refusedBy(commits: readonly Commit[], reason: Exclude<AppendOutcome, 'ok'>): number {
  return commits.reduce((sum, commit) => sum + commit.refused[reason], 0);
}
