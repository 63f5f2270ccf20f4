import { hostname } from 'node:os';
import { z } from 'zod';
import { parseByteSize } from '@/collector/config/byteSize';
import { parseDuration } from '@/collector/config/duration';
import { LOG_LEVELS, type LogLevel } from '@/collector/telemetry/log';
import { type AuthSettings, readAuthSettings } from '@/lib/auth/settings';

/** Limits of the series in memory, as the store has them. */
export interface SeriesSettings {
  readonly maxSeries: number;
  readonly maxSeriesPerJob: number;
  readonly maxNewSeriesPerHour: number;
  readonly maxLabels: number;
  readonly maxLabelNameBytes: number;
  readonly maxLabelValueBytes: number;
  readonly idleSeriesMs: number;
}

/** What this process runs with; read once, at start. */
export interface CollectorSettings {
  readonly host: string;
  readonly port: number;
  /** The listener for the web app. */
  readonly gatePort: number;
  readonly databaseUrl: string;
  /** A prometheus.yml; undefined for the built-in configuration. */
  readonly configFile: string | undefined;
  /** Names, besides the loopback names, under which requests may come. */
  readonly allowedHosts: readonly string[];
  /** Where people reach the web app; no slash at the end. */
  readonly webUrl: string;
  readonly retention: {
    /** How long samples of each tier are kept, where no rule says otherwise; 0: the tier is off. */
    readonly rawMs: number;
    readonly fiveMinuteMs: number;
    readonly oneHourMs: number;
    /** Room that the store may take on disk; 0: no bound. */
    readonly maxBytes: number;
    /** A YAML file with times for some series; undefined: the same for all. */
    readonly rulesFile: string | undefined;
  };
  /** What bounds the series in memory; 0: no limit. */
  readonly series: SeriesSettings;
  /** How far behind the newest sample of its series one may lie. */
  readonly outOfOrderWindowMs: number;
  readonly query: {
    readonly timeoutMs: number;
    /** Samples a query may hold in memory. */
    readonly maxSamples: number;
    readonly lookbackDeltaMs: number;
  };
  /** Whether `POST /-/reload` is allowed. */
  readonly enableLifecycle: boolean;
  /** Whether who may use the collector's own port without a credential may delete series there. */
  readonly enableAdminApi: boolean;
  readonly logLevel: LogLevel;
  readonly hostName: string;
  readonly auth: AuthSettings;
  /** Commit of the sources that run. */
  readonly revision: string;
}

/** A setting that cannot be used; the message names it. */
export class SettingsError extends Error {
  readonly code = 'settings';
}

const onOff = z.enum(['true', 'false']).default('false');
const port = z.coerce.number().int().min(1).max(65_535);
function duration(fallback: string, leastMs = 1) {
  return z
    .string()
    .default(fallback)
    .transform((text, context) => {
      const ms = parseDuration(text);
      if (ms !== undefined && ms >= leastMs) return ms;
      context.addIssue({ code: 'custom', message: `must be a duration such as ${fallback}` });
      return z.NEVER;
    });
}

const size = z
  .string()
  .default('0')
  .transform((text, context) => {
    const bytes = parseByteSize(text);
    if (bytes !== undefined) return bytes;
    context.addIssue({ code: 'custom', message: 'must be a size such as 50GB, or 0 for no bound' });
    return z.NEVER;
  });

const schema = z.object({
  DATABASE_URL: z.string({ error: 'must name a PostgreSQL database' }).min(1),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  BELVEDERE_COLLECTOR_HOST: z.string().default('127.0.0.1'),
  BELVEDERE_COLLECTOR_PORT: port.default(9490),
  BELVEDERE_GATE_PORT: port.optional(),
  BELVEDERE_CONFIG: z.string().min(1).optional(),
  BELVEDERE_ALLOWED_HOSTS: z.string().default(''),
  BELVEDERE_RAW_RETENTION: duration('15d'),
  BELVEDERE_5M_RETENTION: duration('90d', 0),
  BELVEDERE_1H_RETENTION: duration('5y', 0),
  BELVEDERE_RETENTION_SIZE: size,
  BELVEDERE_RETENTION_RULES: z.string().min(1).optional(),
  BELVEDERE_MAX_SERIES: z.coerce.number().int().min(0).default(2_000_000),
  BELVEDERE_MAX_SERIES_PER_JOB: z.coerce.number().int().min(0).default(1_000_000),
  BELVEDERE_MAX_NEW_SERIES_PER_HOUR: z.coerce.number().int().min(0).default(1_000_000),
  BELVEDERE_MAX_LABELS: z.coerce.number().int().min(1).max(1_000).default(128),
  BELVEDERE_MAX_LABEL_NAME_BYTES: z.coerce.number().int().min(1).max(65_536).default(1_024),
  BELVEDERE_MAX_LABEL_VALUE_BYTES: z.coerce.number().int().min(1).max(1_048_576).default(4_096),
  BELVEDERE_IDLE_SERIES: duration('3h', 600_000),
  BELVEDERE_OUT_OF_ORDER_WINDOW: duration('2h', 0),
  BELVEDERE_QUERY_TIMEOUT: duration('2m'),
  BELVEDERE_QUERY_MAX_SAMPLES: z.coerce.number().int().min(1).default(50_000_000),
  BELVEDERE_QUERY_LOOKBACK_DELTA: duration('5m'),
  BELVEDERE_ENABLE_LIFECYCLE: onOff,
  BELVEDERE_ENABLE_ADMIN_API: onOff,
  BELVEDERE_EXTERNAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  BELVEDERE_REVISION: z.string().default('unknown'),
  BELVEDERE_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Reads the environment. Throws SettingsError. */
export function readCollectorSettings(env: Readonly<Record<string, string | undefined>>): CollectorSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsError(issues.join('; '));
  }
  const { data } = parsed;
  return {
    host: data.BELVEDERE_COLLECTOR_HOST,
    port: data.BELVEDERE_COLLECTOR_PORT,
    gatePort: data.BELVEDERE_GATE_PORT ?? data.BELVEDERE_COLLECTOR_PORT + 1,
    databaseUrl: data.DATABASE_URL,
    configFile: data.BELVEDERE_CONFIG,
    allowedHosts: data.BELVEDERE_ALLOWED_HOSTS.split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    webUrl: (
      data.BELVEDERE_EXTERNAL_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`
    ).replace(/\/+$/, ''),
    auth: readAuthSettings(env),
    retention: {
      rawMs: data.BELVEDERE_RAW_RETENTION,
      fiveMinuteMs: data.BELVEDERE_5M_RETENTION,
      oneHourMs: data.BELVEDERE_1H_RETENTION,
      maxBytes: data.BELVEDERE_RETENTION_SIZE,
      rulesFile: data.BELVEDERE_RETENTION_RULES,
    },
    series: {
      maxSeries: data.BELVEDERE_MAX_SERIES,
      maxSeriesPerJob: data.BELVEDERE_MAX_SERIES_PER_JOB,
      maxNewSeriesPerHour: data.BELVEDERE_MAX_NEW_SERIES_PER_HOUR,
      maxLabels: data.BELVEDERE_MAX_LABELS,
      maxLabelNameBytes: data.BELVEDERE_MAX_LABEL_NAME_BYTES,
      maxLabelValueBytes: data.BELVEDERE_MAX_LABEL_VALUE_BYTES,
      idleSeriesMs: data.BELVEDERE_IDLE_SERIES,
    },
    outOfOrderWindowMs: data.BELVEDERE_OUT_OF_ORDER_WINDOW,
    query: {
      timeoutMs: data.BELVEDERE_QUERY_TIMEOUT,
      maxSamples: data.BELVEDERE_QUERY_MAX_SAMPLES,
      lookbackDeltaMs: data.BELVEDERE_QUERY_LOOKBACK_DELTA,
    },
    enableLifecycle: data.BELVEDERE_ENABLE_LIFECYCLE === 'true',
    enableAdminApi: data.BELVEDERE_ENABLE_ADMIN_API === 'true',
    logLevel: data.BELVEDERE_LOG_LEVEL,
    hostName: hostname(),
    revision: data.BELVEDERE_REVISION,
  };
}
