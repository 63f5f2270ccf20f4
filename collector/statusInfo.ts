import type { BuildInfo, StatusInfo, TsdbStatus, WalReplayStatus } from '@/collector/api/deps';
import { formatByteSize } from '@/collector/config/byteSize';
import { formatDuration } from '@/collector/config/duration';
import { maskSecrets } from '@/collector/config/maskSecrets';
import type { FileRetention } from './config/storageSchema';
import type { Configuration } from './configuration';
import type { CollectorSettings } from './settings';

export interface StatusParts {
  readonly settings: CollectorSettings;
  readonly configuration: Configuration;
  readonly build: BuildInfo;
  readonly startTimeMs: number;
  readonly tsdb: (limit: number) => TsdbStatus;
  readonly walReplay: () => WalReplayStatus;
}

/** What the status endpoints tell of this process. */
export function createStatusInfo(parts: StatusParts): StatusInfo {
  const { settings, configuration, build, startTimeMs, tsdb, walReplay } = parts;
  const retention = () => ({ ...settings.retention, ...defined(configuration.current.config.retention) });
  return {
    buildInfo: () => build,
    runtimeInfo: () => ({
      ...configuration.state(),
      startTimeMs,
      hostname: settings.hostName,
      storageRetention: retentionText(retention()),
      scrapeIntervalMs: configuration.current.config.global.scrapeIntervalMs,
    }),
    flags: () => ({
      'config.file': settings.configFile ?? '',
      'web.listen-address': `${settings.host}:${settings.port}`,
      'web.external-url': settings.webUrl,
      'storage.tsdb.retention.time': formatDuration(retention().rawMs),
      'storage.tsdb.retention.size': formatByteSize(retention().maxBytes),
      'storage.5m.retention.time': formatDuration(settings.retention.fiveMinuteMs),
      'storage.1h.retention.time': formatDuration(settings.retention.oneHourMs),
      'storage.retention.rules': settings.retention.rulesFile ?? '',
      'query.timeout': formatDuration(settings.query.timeoutMs),
      'query.max-samples': String(settings.query.maxSamples),
      'query.lookback-delta': formatDuration(settings.query.lookbackDeltaMs),
      'web.enable-lifecycle': String(settings.enableLifecycle),
      'web.enable-admin-api': String(settings.enableAdminApi),
      'log.level': settings.logLevel,
    }),
    configYaml: () => maskSecrets(configuration.current.text),
    configNotices: () => configuration.current.notices,
    tsdb,
    walReplay,
  };
}

/** As Prometheus says it: `15d or 50GiB`. */
function retentionText({ rawMs, maxBytes }: { readonly rawMs: number; readonly maxBytes: number }): string {
  return maxBytes > 0 ? `${formatDuration(rawMs)} or ${formatByteSize(maxBytes)}` : formatDuration(rawMs);
}

function defined(retention: FileRetention): { rawMs?: number; maxBytes?: number } {
  const { rawMs, maxBytes } = retention;
  return { ...(rawMs !== undefined && { rawMs }), ...(maxBytes !== undefined && { maxBytes }) };
}
