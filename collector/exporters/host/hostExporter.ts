import { createCpuCollector } from './cpu';
import { diskstats } from './diskstats';
import { filefd } from './filefd';
import { createFilesystemCollector } from './filesystem';
import type { HostCollector } from './hostCollector';
import { createHostSource, HOST_PATHS, type HostSource } from './hostSource';
import { loadavg } from './loadavg';
import { meminfo } from './meminfo';
import { type FamilySample, type MetricFamily, writeExposition } from './metricFamily';
import { netdev } from './netdev';
import { netstat } from './netstat';
import { pressure } from './pressure';
import { sockstat } from './sockstat';
import { stat } from './stat';
import { time } from './time';
import { uname } from './uname';
import { vmstat } from './vmstat';

export interface HostExporterOptions {
  /** The machine to look at; the one we run on when absent. */
  readonly source?: HostSource;
  /** How long a mount may take to answer; 2 seconds when absent. */
  readonly mountTimeoutMs?: number;
  /** Told of a collector that begins to fail, with its error; not again before it has worked in between. */
  readonly onFailure?: (collector: string, error: unknown) => void;
}

/** Metrics of the machine under node_exporter's names. */
export interface HostExporter {
  /**
   * The text exposition 0.0.4 of this moment. Never rejects: a collector that fails is told by
   * `node_scrape_collector_success` 0, and the others go on.
   */
  collect(): Promise<string>;
}

/** What `collect()` answers is of this content type. */
export const HOST_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const MOUNT_TIMEOUT_MS = 2000;

/** Whether this system has what the collectors read: only Linux does. */
export function hostExporterSupported(platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'linux';
}

/**
 * The exporter for one machine. Keep it: it holds CPU times against small steps back of the kernel, and remembers
 * which mounts hang. Names, labels, types and help are those of node_exporter 1.5; there is no
 * `node_exporter_build_info`, as this is not node_exporter.
 */
export function createHostExporter(options: HostExporterOptions = {}): HostExporter {
  const source = options.source ?? createHostSource(HOST_PATHS);
  const collectors = hostCollectors(options.mountTimeoutMs ?? MOUNT_TIMEOUT_MS);
  const failing = new Set<string>();
  const collectOnce = async (): Promise<string> => {
    const runs = await Promise.all(collectors.map((collector) => runCollector(collector, source)));
    for (const { name, error } of runs) {
      if (error === undefined) failing.delete(name);
      else if (!failing.has(name)) {
        failing.add(name);
        options.onFailure?.(name, error);
      }
    }
    return writeExposition([...runs.flatMap((run) => run.families), ...runFamilies(runs)]);
  };
  let current: Promise<string> | undefined;
  return {
    collect: () => {
      // Scrapers that come together share one reading.
      current ??= collectOnce().finally(() => {
        current = undefined;
      });
      return current;
    },
  };
}

function hostCollectors(mountTimeoutMs: number): readonly HostCollector[] {
  return [
    createCpuCollector(),
    diskstats,
    filefd,
    createFilesystemCollector({ timeoutMs: mountTimeoutMs }),
    loadavg,
    meminfo,
    netdev,
    netstat,
    pressure,
    sockstat,
    stat,
    time,
    uname,
    vmstat,
  ];
}

interface CollectorRun {
  readonly name: string;
  readonly families: readonly MetricFamily[];
  readonly durationSeconds: number;
  /** Why it failed; undefined when it did not. */
  readonly error: unknown;
}

async function runCollector({ name, collect }: HostCollector, source: HostSource): Promise<CollectorRun> {
  const started = performance.now();
  let families: readonly MetricFamily[] = [];
  let error: unknown;
  try {
    families = await collect(source);
  } catch (cause) {
    error = cause ?? new Error(`collector ${name} failed`);
  }
  return { name, families, durationSeconds: (performance.now() - started) / 1000, error };
}

function runFamilies(runs: readonly CollectorRun[]): MetricFamily[] {
  const sample = (name: string, value: number): FamilySample => ({ labels: { collector: name }, value });
  return [
    {
      name: 'node_scrape_collector_duration_seconds',
      type: 'gauge',
      help: 'node_exporter: Duration of a collector scrape.',
      samples: runs.map((run) => sample(run.name, run.durationSeconds)),
    },
    {
      name: 'node_scrape_collector_success',
      type: 'gauge',
      help: 'node_exporter: Whether a collector succeeded.',
      samples: runs.map((run) => sample(run.name, run.error === undefined ? 1 : 0)),
    },
  ];
}
