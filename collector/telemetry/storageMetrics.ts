import { Counter, Gauge, type Registry } from 'prom-client';

/** One metric of the store with its values at the moment of reading; the store's own description fits. */
export interface StorageMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Names under which dashboards and alerts made for Prometheus ask for the same. */
const COMPATIBLE: Readonly<Record<string, string>> = {
  belvedere_storage_series: 'prometheus_tsdb_head_series',
  belvedere_storage_samples_appended_total: 'prometheus_tsdb_head_samples_appended_total',
};

/** Registers what the store tells of itself; `read` always gives the same metrics with the same label names. */
export function registerStorageMetrics(registry: Registry, read: () => readonly StorageMetric[]): void {
  for (const metric of read()) {
    const names = [metric.name, COMPATIBLE[metric.name]].filter((name) => name !== undefined);
    for (const name of names) register(registry, { ...metric, name }, () => find(read(), metric.name));
  }
}

function register(
  registry: Registry,
  { name, type, help, samples }: StorageMetric,
  current: () => StorageMetric,
): void {
  const labelNames = Object.keys(samples[0]?.labels ?? {});
  const configuration = { name, help, labelNames, registers: [registry] };
  if (type === 'gauge') {
    new Gauge({
      ...configuration,
      collect() {
        this.reset();
        for (const sample of current().samples) this.set(sample.labels, sample.value);
      },
    });
    return;
  }
  new Counter({
    ...configuration,
    collect() {
      this.reset();
      for (const sample of current().samples) this.inc(sample.labels, sample.value);
    },
  });
}

function find(metrics: readonly StorageMetric[], name: string): StorageMetric {
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric === undefined) throw new Error(`BUG: the store no longer tells ${name}`);
  return metric;
}
