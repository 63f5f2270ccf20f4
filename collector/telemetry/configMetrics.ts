import type { Registry } from 'prom-client';
import { pulledGauge } from './pulled';

export interface ConfigState {
  /** Whether the newest attempt to load the configuration went well. */
  readonly reloadConfigSuccess: boolean;
  /** When the configuration in force was loaded. */
  readonly lastConfigTimeMs: number;
}

/** Under Prometheus' names, which its alerts watch. */
export function registerConfigMetrics(registry: Registry, read: () => ConfigState): void {
  pulledGauge(
    registry,
    { name: 'prometheus_config_last_reload_successful', help: 'Whether the last configuration reload went well.' },
    () => (read().reloadConfigSuccess ? 1 : 0),
  );
  pulledGauge(
    registry,
    {
      name: 'prometheus_config_last_reload_success_timestamp_seconds',
      help: 'When the configuration in force was loaded.',
    },
    () => read().lastConfigTimeMs / 1000,
  );
}
