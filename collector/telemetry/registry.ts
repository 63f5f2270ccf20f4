import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface BuildLabels {
  readonly version: string;
  readonly revision: string;
  readonly branch: string;
}

/**
 * The registry behind `/metrics`: `process_*` and `nodejs_*` of this process, and what is being run. The build is
 * also told under the name that Prometheus' dashboards ask for.
 */
export function createRegistry(build: BuildLabels): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labels = { version: build.version, revision: build.revision, branch: build.branch };
  for (const [prefix, runtime] of [
    ['belvedere', 'nodeversion'],
    ['prometheus', 'goversion'],
  ] as const) {
    new Gauge({
      name: `${prefix}_build_info`,
      help: `Always 1; its labels say which version, revision, branch and ${runtime} is running.`,
      labelNames: ['version', 'revision', 'branch', runtime],
      registers: [registry],
    }).set({ ...labels, [runtime]: process.version }, 1);
  }
  return registry;
}
