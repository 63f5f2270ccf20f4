import { isAbsolute, join } from 'node:path';
import { labelsFromRecord } from '@/lib/labels/labels';
import { httpClientOf, httpClientProblems } from './httpClientSchema';
import type { ScrapeConfig, ScrapeLimits, ScrapeProtocol } from './scrapeConfig';
import type { GlobalFields, ScrapeFields } from './scrapeSchema';

export const DEFAULT_INTERVAL_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_FILE_SD_REFRESH_MS = 5 * 60_000;
const DEFAULT_PROTOCOLS: readonly ScrapeProtocol[] = [
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
];

/** Bounds that no honest target reaches; Prometheus has none. A limit of 0 takes one away. */
export const DEFAULT_LIMITS: ScrapeLimits = {
  bodySizeBytes: 50 * 1024 * 1024,
  samples: 100_000,
  labels: 64,
  labelNameBytes: 1024,
  labelValueBytes: 4096,
  targets: 0,
  keptDroppedTargets: 0,
};

/** Told of fields that do not fit together; `field` is the one to blame. */
export type OnProblem = (field: string, message: string) => void;

export interface GlobalTimes {
  readonly scrapeIntervalMs: number;
  readonly scrapeTimeoutMs: number;
}

/** 0 means "not set" in Prometheus' files. */
export function globalTimes(global: GlobalFields, onProblem: OnProblem): GlobalTimes {
  const scrapeIntervalMs = global.scrape_interval || DEFAULT_INTERVAL_MS;
  const scrapeTimeoutMs = global.scrape_timeout || Math.min(DEFAULT_TIMEOUT_MS, scrapeIntervalMs);
  if (scrapeTimeoutMs > scrapeIntervalMs) {
    onProblem('scrape_timeout', 'global scrape timeout greater than scrape interval');
  }
  return { scrapeIntervalMs, scrapeTimeoutMs };
}

/** One scrape config with defaults and globals applied. Relative paths are relative to `directory`. */
export function resolveScrapeConfig(
  raw: ScrapeFields,
  global: GlobalFields,
  directory: string,
  onProblem: OnProblem,
): ScrapeConfig {
  const resolvePath = (path: string | undefined) =>
    path === undefined || path === '' ? '' : isAbsolute(path) ? path : join(directory, path);
  for (const [field, message] of httpClientProblems(raw)) onProblem(field, message);
  checkStaticTargets(raw, onProblem);
  return {
    jobName: raw.job_name,
    ...times(raw, global, onProblem),
    metricsPath: raw.metrics_path || '/metrics',
    scheme: raw.scheme ?? 'http',
    params: raw.params ?? {},
    honorLabels: raw.honor_labels ?? false,
    honorTimestamps: raw.honor_timestamps ?? true,
    trackTimestampsStaleness: raw.track_timestamps_staleness ?? false,
    enableCompression: raw.enable_compression ?? true,
    extraScrapeMetrics: raw.extra_scrape_metrics ?? global.extra_scrape_metrics ?? false,
    scrapeProtocols: raw.scrape_protocols ?? global.scrape_protocols ?? DEFAULT_PROTOCOLS,
    fallbackScrapeProtocol: raw.fallback_scrape_protocol,
    limits: limitsOf(raw, global),
    http: httpClientOf(raw, resolvePath),
    staticConfigs: (raw.static_configs ?? []).map(({ targets, labels }) => ({
      targets: targets ?? [],
      labels: labelsFromRecord(labels ?? {}),
    })),
    fileSdConfigs: (raw.file_sd_configs ?? []).map(({ files, refresh_interval }) => ({
      files: files.map(resolvePath),
      refreshIntervalMs: refresh_interval || DEFAULT_FILE_SD_REFRESH_MS,
    })),
    relabelConfigs: raw.relabel_configs ?? [],
    metricRelabelConfigs: raw.metric_relabel_configs ?? [],
  };
}

function times(raw: ScrapeFields, global: GlobalFields, onProblem: OnProblem): GlobalTimes {
  const inherited = globalTimes(global, () => {});
  const scrapeIntervalMs = raw.scrape_interval || inherited.scrapeIntervalMs;
  const scrapeTimeoutMs = raw.scrape_timeout || Math.min(inherited.scrapeTimeoutMs, scrapeIntervalMs);
  if (scrapeTimeoutMs > scrapeIntervalMs) {
    const job = JSON.stringify(raw.job_name);
    onProblem('scrape_timeout', `scrape timeout greater than scrape interval for scrape config with job name ${job}`);
  }
  return { scrapeIntervalMs, scrapeTimeoutMs };
}

function limitsOf(raw: ScrapeFields, global: GlobalFields): ScrapeLimits {
  return {
    bodySizeBytes: limit(raw.body_size_limit, global.body_size_limit, DEFAULT_LIMITS.bodySizeBytes),
    samples: limit(raw.sample_limit, global.sample_limit, DEFAULT_LIMITS.samples),
    labels: limit(raw.label_limit, global.label_limit, DEFAULT_LIMITS.labels),
    labelNameBytes: limit(raw.label_name_length_limit, global.label_name_length_limit, DEFAULT_LIMITS.labelNameBytes),
    labelValueBytes: limit(
      raw.label_value_length_limit,
      global.label_value_length_limit,
      DEFAULT_LIMITS.labelValueBytes,
    ),
    targets: limit(raw.target_limit, global.target_limit, DEFAULT_LIMITS.targets),
    keptDroppedTargets: limit(raw.keep_dropped_targets, global.keep_dropped_targets, DEFAULT_LIMITS.keptDroppedTargets),
  };
}

/** A job's 0 falls back to the global limit, as in Prometheus; only when that is 0 or missing too, 0 is no limit. */
function limit(own: number | undefined, global: number | undefined, fallback: number): number {
  return own || global || (own ?? global ?? fallback);
}

/** A URL where an address belongs is the most frequent slip; relabelling may make an address of anything. */
function checkStaticTargets(raw: ScrapeFields, onProblem: OnProblem): void {
  if ((raw.relabel_configs ?? []).length > 0) return;
  for (const { targets } of raw.static_configs ?? []) {
    const bad = targets?.find((target) => target.includes('/'));
    if (bad === undefined) continue;
    const hint = 'write host:port here, and the rest as scheme and metrics_path';
    onProblem('static_configs', `${JSON.stringify(bad)} is not a valid hostname: ${hint}`);
  }
}
