import type { Labels } from '@/lib/labels/labels';
import type { Exemplar, ExemplarOutcome, SeriesRef } from '../storage';
import type { KeptExemplar } from './exemplarCodec';
import { ExemplarRing } from './exemplarRing';

/** One that is in the write-ahead log, and in no page yet. */
interface WaitingExemplar extends KeptExemplar {
  /** The log row that has it. */
  readonly sequence: number;
  readonly addedMs: number;
}

/** Why an exemplar is lost; one that was there already is not. */
export type ExemplarRefusal = Exclude<ExemplarOutcome, 'ok' | 'duplicate'>;

/** Exemplars that wait while Postgres is away, whatever the size of the ring. */
const MAX_WAITING = 200_000;

/** All exemplars in memory: those that queries see, and among them those that no page has yet. */
export class Exemplars {
  readonly ring: ExemplarRing;
  private waiting: WaitingExemplar[] = [];
  appended = 0;
  readonly refused: Record<ExemplarRefusal, number> = {
    outOfOrder: 0,
    tooOld: 0,
    tooFarAhead: 0,
    tooLong: 0,
    disabled: 0,
  };
  /** Given up because Postgres was away for too long. */
  dropped = 0;

  constructor(maxExemplars: number) {
    this.ring = new ExemplarRing(maxExemplars);
  }

  /** Exemplars in log rows before this one are all in pages. */
  get firstWaitingSequence(): number {
    return this.waiting[0]?.sequence ?? Number.POSITIVE_INFINITY;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Since when the oldest one waits, in ms. */
  get waitingSinceMs(): number {
    return this.waiting[0]?.addedMs ?? Number.POSITIVE_INFINITY;
  }

  /** Takes one at the end of a commit, whose log row is `sequence`. */
  add(
    of: { readonly ref: SeriesRef | undefined; readonly labels: Labels; readonly impliedTime: boolean },
    exemplar: Exemplar,
    at: { readonly sequence: number; readonly nowMs: number },
  ): ExemplarOutcome {
    const outcome = this.ring.add(of.ref, of.labels, exemplar, of.impliedTime);
    if (outcome !== 'ok') return outcome;
    this.appended++;
    this.waiting.push({ series: of.labels, exemplar, sequence: at.sequence, addedMs: at.nowMs });
    if (this.waiting.length > MAX_WAITING) {
      this.waiting = this.waiting.slice(MAX_WAITING / 10);
      this.dropped += MAX_WAITING / 10;
    }
    return 'ok';
  }

  /** Those that no page has yet, some of which the ring may have given up already. */
  allWaiting(): readonly KeptExemplar[] {
    return this.waiting;
  }

  /** The oldest ones that wait. */
  nextToStore(most: number): readonly KeptExemplar[] {
    return this.waiting.slice(0, most);
  }

  /** Tells that what `nextToStore` gave is in a page. */
  markStored(stored: readonly KeptExemplar[]): void {
    const gone = new Set(stored);
    this.waiting = this.waiting.filter((one) => !gone.has(one));
  }
}
