import type { Labels } from '@/lib/labels/labels';
import type { LogRowBuilder } from '../log/logRow';
import type { Exemplar, ExemplarOutcome, SeriesRef } from '../storage';
import { outcomeAfter } from './exemplarRing';
import type { Exemplars } from './exemplars';

/** OpenMetrics: the names and values of an exemplar's labels have at most so many UTF-8 characters together. */
const MAX_LABEL_CHARACTERS = 128;

interface Pending {
  readonly ref: SeriesRef;
  readonly exemplar: Exemplar;
  readonly impliedTime: boolean;
}

/** The exemplars of one appender. */
export class PendingExemplars {
  private readonly pending: Pending[] = [];
  private readonly newest = new Map<SeriesRef, Exemplar>();

  constructor(
    private readonly exemplars: Exemplars,
    /** Times that samples may have, in ms. */
    private readonly times: { readonly earliestMs: number; readonly latestMs: number },
  ) {}

  /** @param labels of the series, asked for only where its ref does not tell it */
  add(ref: SeriesRef, labels: () => Labels, given: Exemplar, impliedTime: boolean): ExemplarOutcome {
    const exemplar = { ...given, timestampMs: Math.floor(given.timestampMs) };
    const outcome = this.check(ref, labels, exemplar, impliedTime);
    if (outcome !== 'ok' && outcome !== 'duplicate') this.exemplars.refused[outcome]++;
    if (outcome !== 'ok') return outcome;
    this.newest.set(ref, exemplar);
    this.pending.push({ ref, exemplar, impliedTime });
    return 'ok';
  }

  /** Puts them into the ring and the log row being built. Series that `labelsOf` does not know any more are left out. */
  commit(
    labelsOf: (ref: SeriesRef) => Labels | undefined,
    log: { readonly builder: LogRowBuilder; readonly nextSequence: number },
    nowMs: number,
  ): void {
    for (const { ref, exemplar, impliedTime } of this.pending) {
      const labels = labelsOf(ref);
      if (labels === undefined) continue;
      const at = { sequence: log.nextSequence, nowMs };
      const outcome = this.exemplars.add({ ref, labels, impliedTime }, exemplar, at);
      if (outcome === 'ok') log.builder.exemplar({ series: labels, exemplar });
    }
  }

  private check(ref: SeriesRef, labels: () => Labels, exemplar: Exemplar, impliedTime: boolean): ExemplarOutcome {
    if (charactersOf(exemplar.labels) > MAX_LABEL_CHARACTERS) return 'tooLong';
    if (exemplar.timestampMs > this.times.latestMs) return 'tooFarAhead';
    // Written so that NaN is refused too.
    if (!(exemplar.timestampMs >= this.times.earliestMs)) return 'tooOld';
    const newest = this.newest.get(ref);
    if (newest !== undefined) return outcomeAfter(newest, exemplar, impliedTime);
    return this.exemplars.ring.check(ref, labels, exemplar, impliedTime);
  }
}

/** Code points, since a character outside the basic plane is two code units. */
function charactersOf(labels: Labels): number {
  let characters = 0;
  for (const text of labels) for (const _ of text) characters++;
  return characters;
}
