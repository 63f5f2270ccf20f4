import type { Registry } from 'prom-client';
import { pulledCounter, pulledCounters } from './pulled';

/** Totals of remote write since the start; the receiver's counters fit. */
export interface PushTotals {
  readonly requests: Readonly<Record<string, number>>;
  readonly unreadableRequests: number;
  readonly samples: number;
  readonly exemplars: number;
  readonly refusedExemplars: number;
  readonly refused: Readonly<Record<string, number>>;
}

export function registerPushMetrics(registry: Registry, totals: () => PushTotals): void {
  const name = (what: string) => `belvedere_remote_write_${what}_total`;
  const counter = (what: string, help: string, read: (totals: PushTotals) => number) =>
    pulledCounter(registry, { name: name(what), help }, () => read(totals()));
  pulledCounters(
    registry,
    { name: name('requests'), help: 'Remote write requests that could be read, by protocol.', label: 'version' },
    () => totals().requests,
  );
  counter('requests_unreadable', 'Remote write requests that could not be read.', (t) => t.unreadableRequests);
  counter('samples', 'Samples of remote write that are stored.', (t) => t.samples);
  pulledCounters(
    registry,
    { name: name('samples_refused'), help: 'Samples of remote write that were not stored.', label: 'reason' },
    () => totals().refused,
  );
  counter('exemplars', 'Exemplars of remote write that are stored.', (t) => t.exemplars);
  counter('exemplars_refused', 'Exemplars of remote write that were not stored.', (t) => t.refusedExemplars);
}
