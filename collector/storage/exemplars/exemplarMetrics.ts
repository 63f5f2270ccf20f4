import type { StoreMetric } from '../storeMetrics';
import type { Exemplars } from './exemplars';

export function exemplarMetrics({ ring, appended, refused, dropped, waitingCount }: Exemplars): StoreMetric[] {
  const metric = (type: StoreMetric['type'], name: string, help: string, value: number): StoreMetric => ({
    ...{ name: `belvedere_storage_${name}`, type, help },
    samples: [{ labels: {}, value }],
  });
  return [
    metric('gauge', 'exemplars', 'Exemplars in memory.', ring.count),
    metric('gauge', 'exemplar_series', 'Series with exemplars in memory.', ring.seriesCount),
    metric('gauge', 'exemplars_waiting', 'Exemplars that are in the write-ahead log and in no page yet.', waitingCount),
    metric('counter', 'exemplars_appended_total', 'Exemplars taken.', appended),
    metric('counter', 'exemplars_dropped_total', 'Exemplars given up because Postgres was away for too long.', dropped),
    {
      name: 'belvedere_storage_exemplars_refused_total',
      type: 'counter',
      help: 'Exemplars refused, by reason.',
      samples: Object.entries(refused).map(([reason, value]) => ({ labels: { reason }, value })),
    },
  ];
}
