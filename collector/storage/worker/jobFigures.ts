import type { StoreMetric } from '../storeMetrics';
import { JOBS, type JobName } from './jobs';

interface Figures {
  runs: number;
  failures: number;
  seconds: number;
  /** Seconds since the epoch; 0: never. */
  lastSuccess: number;
}

/** What the jobs of the store worker did since the start. */
export class JobFigures {
  private readonly byJob = new Map<string, Figures>(
    Object.keys(JOBS).map((job) => [job, { runs: 0, failures: 0, seconds: 0, lastSuccess: 0 }]),
  );
  crashes = 0;

  /** @param outcome how it ended after `tookMs` */
  note(job: JobName, outcome: 'done' | 'failed', tookMs: number): void {
    const figures = this.byJob.get(job);
    if (figures === undefined) return;
    figures.runs++;
    figures.seconds += tookMs / 1000;
    if (outcome === 'done') figures.lastSuccess = Date.now() / 1000;
    else figures.failures++;
  }

  metrics(): StoreMetric[] {
    const metric = (type: StoreMetric['type'], name: string, help: string, read: (figures: Figures) => number) => ({
      name: `belvedere_storage_job_${name}`,
      type,
      help,
      samples: [...this.byJob].map(([job, figures]) => ({ labels: { job }, value: read(figures) })),
    });
    return [
      metric('counter', 'runs_total', 'Jobs of the store worker that ended.', ({ runs }) => runs),
      metric('counter', 'failures_total', 'Jobs of the store worker that failed.', ({ failures }) => failures),
      metric('counter', 'seconds_total', 'Time that jobs of the store worker took.', ({ seconds }) => seconds),
      metric(
        'gauge',
        'last_success_timestamp_seconds',
        'When a job of the kind last went well; 0: not since the start.',
        ({ lastSuccess }) => lastSuccess,
      ),
      {
        name: 'belvedere_storage_worker_crashes_total',
        type: 'counter',
        help: 'How often the store worker ended by itself and was started again.',
        samples: [{ labels: {}, value: this.crashes }],
      },
    ];
  }
}
