import type { StoreMetric } from '../storeMetrics';
import type { StoreState } from '../storeState';
import { BackgroundWork } from '../worker/backgroundWork';
import type { ColdIndex } from './coldIndex';
import { RunLevel } from './coldRun';
import type { MergeInput, MergeOutcome } from './mergeRuns';

const INTERVAL_MS = 10_000;

type KeepingState = Pick<StoreState, 'cold' | 'windows' | 'damagedWindows' | 'fresh' | 'logger' | 'now'> & {
  /** The store worker. */
  readonly worker: { run(job: 'mergeColdRuns', input: MergeInput): Promise<MergeOutcome> };
};

/** Keeps the cold index in order: merges runs in the store worker, and drops days of which no sample is left. */
export class ColdKeeping {
  private readonly work: BackgroundWork;
  private nextMs = 0;

  constructor(private readonly state: KeepingState) {
    this.work = new BackgroundWork('keep the cold index in order', () => this.keep(), state);
  }

  /** Called once a second. Starts what is due and does not wait for it. */
  round(): void {
    const nowMs = this.state.now();
    if (nowMs < this.nextMs) return;
    this.nextMs = nowMs + INTERVAL_MS;
    this.work.begin();
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return this.work.settled();
  }

  private async keep(): Promise<void> {
    const { cold, worker, logger, now } = this.state;
    const startedMs = performance.now();
    const merged = await cold.mergeDue(now(), (input) => worker.run('mergeColdRuns', input));
    if (merged?.type === 'merged' && merged.run.level === RunLevel.merged) {
      const fields = { day: new Date(merged.run.dayStartMs).toISOString().slice(0, 10), series: merged.run.series };
      logger.info({ ...fields, tookMs: Math.round(performance.now() - startedMs) }, 'merged a day of the cold index');
    }
    const series = await cold.dropBefore(this.oldestStoredMs());
    if (series > 0) logger.info({ series }, 'dropped series of which no sample is left');
  }

  /** No sample is older. While windows are damaged it is not known what they have. */
  private oldestStoredMs(): number {
    const { windows, fresh, damagedWindows } = this.state;
    if (damagedWindows.size > 0 || windows.size === 0) return -Infinity;
    let oldest = Infinity;
    for (const { directory } of windows.all()) oldest = Math.min(oldest, directory.minTimeMs);
    for (const { minTimeMs } of fresh.all()) oldest = Math.min(oldest, minTimeMs);
    return oldest;
  }
}

export function coldMetrics(cold: ColdIndex): StoreMetric[] {
  const gauge = (name: string, help: string, value: number): StoreMetric => ({
    name: `belvedere_storage_cold_${name}`,
    type: 'gauge',
    help,
    samples: [{ labels: {}, value }],
  });
  return [
    gauge('series', 'Series that left memory and can still be asked for.', cold.series),
    gauge('runs', 'Sorted runs that they are in.', cold.runCount),
    gauge('cache_bytes', 'Memory of what was read of them.', cold.cacheBytes),
  ];
}
