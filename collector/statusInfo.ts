import type { BuildInfo, StatusInfo, TsdbStatus } from '@/collector/api/deps';
import { formatDuration } from '@/collector/config/duration';
import { maskSecrets } from '@/collector/config/maskSecrets';
import type { Configuration } from './configuration';
import type { CollectorSettings } from './settings';

export interface StatusParts {
  readonly settings: CollectorSettings;
  readonly configuration: Configuration;
  readonly build: BuildInfo;
  readonly startTimeMs: number;
  readonly tsdb: (limit: number) => TsdbStatus;
}

/** What the status endpoints tell of this process. */
export function createStatusInfo({ settings, configuration, build, startTimeMs, tsdb }: StatusParts): StatusInfo {
  const storageRetention = formatDuration(settings.rawRetentionMs);
  return {
    buildInfo: () => build,
    runtimeInfo: () => ({
      ...configuration.state(),
      startTimeMs,
      hostname: settings.hostName,
      storageRetention,
      scrapeIntervalMs: configuration.current.config.global.scrapeIntervalMs,
    }),
    flags: () => ({
      'config.file': settings.configFile ?? '',
      'web.listen-address': `${settings.host}:${settings.port}`,
      'web.external-url': settings.webUrl,
      'storage.tsdb.retention.time': storageRetention,
      'query.timeout': formatDuration(settings.query.timeoutMs),
      'query.max-samples': String(settings.query.maxSamples),
      'query.lookback-delta': formatDuration(settings.query.lookbackDeltaMs),
      'web.enable-lifecycle': String(settings.enableLifecycle),
      'log.level': settings.logLevel,
    }),
    configYaml: () => maskSecrets(configuration.current.text),
    configNotices: () => configuration.current.notices,
    tsdb,
  };
}
