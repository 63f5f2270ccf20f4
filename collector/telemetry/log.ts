import { type DestinationStream, type Logger, pino } from 'pino';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Header and configuration fields that must never reach a log, at the depths where they occur. */
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'databaseUrl', 'connectionString'];

/**
 * The collector's log: one JSON object per line on stdout, `level` as a word and `time` in ISO 8601. Make one per
 * process and hand out children: `log.child({component: 'scrape'})`.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '<secret>' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
