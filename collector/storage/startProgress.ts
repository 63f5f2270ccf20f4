/** How far the opening of a store is. The write-ahead log is the long part; the other ones take a moment. */
export interface StartProgress {
  readonly phase: 'waiting' | 'series' | 'pages' | 'log' | 'done';
  /** Sequence numbers of the log's first and last row as they were found, and of the one being replayed; 0 before. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly currentRow: number;
}

export const NOT_STARTED: StartProgress = { phase: 'waiting', firstRow: 0, lastRow: 0, currentRow: 0 };

/** For whoever has to wait: `starting: replaying the write-ahead log, row 120 of 900`. */
export function describeStart({ phase, firstRow, lastRow, currentRow }: StartProgress): string {
  switch (phase) {
    case 'waiting':
      return 'starting: waiting for the database';
    case 'series':
      return 'starting: reading the series index';
    case 'pages':
      return 'starting: looking through the stored pages';
    case 'log':
      return `starting: replaying the write-ahead log, row ${currentRow - firstRow + 1} of ${lastRow - firstRow + 1}`;
    case 'done':
      return 'starting: everything is read back';
  }
}

/** As Prometheus tells its replay: numbers of log rows where it has those of segments. */
export interface WalReplay {
  readonly min: number;
  readonly max: number;
  readonly current: number;
  readonly state: 'waiting' | 'in progress' | 'done';
}

export function walReplayOf({ phase, firstRow, lastRow, currentRow }: StartProgress): WalReplay {
  const state = phase === 'done' ? 'done' : phase === 'log' ? 'in progress' : 'waiting';
  return { min: firstRow, max: lastRow, current: currentRow, state };
}
