import type { AppendOutcome, SeriesRefusal } from '@/collector/storage/storage';

/** OpenMetrics has seconds, Prometheus' own text format milliseconds. */
export type ImportFormat = 'openmetrics' | 'prometheus';

/** Lines of a file. */
export interface ImportChunk {
  readonly format: ImportFormat;
  /** Whole lines: a complete exposition, which in OpenMetrics ends with `# EOF`. Must not change meanwhile. */
  readonly body: Uint8Array;
  /** Number of the body's first line in its file, from 1: errors name lines of the file. */
  readonly firstLine: number;
  /** Leaves lines out that cannot be read, instead of stopping at the first of them. */
  readonly skipErrors: boolean;
}

/** Why a sample was not taken, although its line can be read. */
export type ImportRefusal = Exclude<AppendOutcome, 'ok'> | SeriesRefusal;

/** Zero for each. */
export const NOTHING_REFUSED: Readonly<Record<ImportRefusal, number>> = {
  duplicate: 0,
  outOfOrder: 0,
  tooOld: 0,
  tooFarAhead: 0,
  seriesLimit: 0,
  jobSeriesLimit: 0,
  newSeriesLimit: 0,
  tooManyLabels: 0,
  labelNameTooLong: 0,
  labelValueTooLong: 0,
  invalidLabels: 0,
};

/** The refusals that an append answers with; the others are of series. */
export const SAMPLE_REFUSALS = ['duplicate', 'outOfOrder', 'tooOld', 'tooFarAhead'] as const;

/** What became of a chunk. */
export interface ImportedChunk {
  /** Samples that the store has now, and those of them that it did not have before. */
  readonly samples: number;
  readonly added: number;
  readonly refused: Readonly<Record<ImportRefusal, number>>;
  /** Where the first of each was, as `line 17: series`. */
  readonly firstRefused: Readonly<Partial<Record<ImportRefusal, string>>>;
  /** Lines that could not be read, with `skipErrors`. */
  readonly skippedLines: number;
  readonly firstSkipped: string | undefined;
  /** Resolves when all of it is in the write-ahead log; rejects with StorageUnavailableError. */
  durable(): Promise<void>;
}

/** A line that cannot be taken; the lines before it have been. `message` begins with its place. */
export class ImportError extends Error {
  readonly code = 'import';
}
