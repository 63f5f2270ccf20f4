import type { ColdIndex } from './cold/coldIndex';
import type { StoreCounters } from './counters';
import type { Exemplars } from './exemplars/exemplars';
import { closeBlocks } from './head/closeBlocks';
import { closeLate } from './head/closeLate';
import type { Cohort } from './head/cohort';
import type { Head } from './head/head';
import type { LateWindow } from './head/lateSamples';
import type { MetadataStore } from './head/metadataStore';
import type { StoreLimits } from './limits';
import type { LogWriter } from './log/logWriter';
import type { StoreTables } from './postgres/tables';
import type { FreshPages } from './read/freshPages';
import type { PageLoader } from './read/pageLoader';
import type { QuerierState } from './read/querier';
import type { Views } from './read/views';
import type { WindowSet } from './read/windowSet';
import type { Deletions } from './retention/deletions';
import type { RetentionFigures } from './retention/figures';
import type { RetentionPolicy } from './retention/policy';
import type { SeriesGuard } from './seriesGuard';
import type { StoreWorker } from './worker/client';

/** The part of a logger that the store needs; pino has it. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the parts of an open store share. Only `windows`, `policy` and `deletions` are ever replaced. */
export interface StoreState extends QuerierState {
  /** Series that left memory. */
  readonly cold: ColdIndex;
  readonly head: Head;
  readonly fresh: FreshPages;
  windows: WindowSet;
  /** Names of windows (windowKeyName) of which something is damaged: never sealed again, so that what is stored stays for a repair. */
  readonly damagedWindows: Set<string>;
  /** What is kept how long. */
  policy: RetentionPolicy;
  readonly retention: RetentionFigures;
  /** Deletions that are not carried out everywhere yet. */
  deletions: Deletions;
  readonly loader: PageLoader;
  readonly worker: StoreWorker;
  readonly views: Views;
  readonly log: LogWriter;
  readonly guard: SeriesGuard;
  readonly metadata: MetadataStore;
  readonly exemplars: Exemplars;
  readonly tables: StoreTables;
  readonly limits: StoreLimits;
  readonly counters: StoreCounters;
  readonly logger: StoreLog;
  now(): number;
}

/** Closes open blocks; their pages wait to be stored, and are read from memory until then. */
export function closeCohorts(
  state: Pick<StoreState, 'head' | 'fresh' | 'limits' | 'now'>,
  cohorts: Iterable<Cohort>,
): void {
  for (const page of closeBlocks(state.head, cohorts, state.limits.windowMs)) state.fresh.add(page, state.now());
}

/** Turns late samples into pages, which wait to be stored like those of closed blocks. */
export function closeLateWindows(
  state: Pick<StoreState, 'head' | 'fresh' | 'now'>,
  windows: Iterable<LateWindow>,
): void {
  for (const page of closeLate(state.head.late, windows)) state.fresh.add(page, state.now());
}
