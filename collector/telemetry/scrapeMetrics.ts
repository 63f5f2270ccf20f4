import type { Registry } from 'prom-client';
import { pulledCounter, pulledCounters, pulledGauges } from './pulled';

/** Totals of all scrapes since the start; the scrape manager's counters fit. */
export interface ScrapeTotals {
  readonly scrapes: number;
  readonly failedScrapes: number;
  readonly samplesAppended: number;
  readonly bodySizeLimit: number;
  readonly sampleLimit: number;
  readonly labelLimit: number;
  readonly targetLimit: number;
  readonly duplicateSamples: number;
  readonly outOfOrderSamples: number;
  readonly tooOldSamples: number;
  readonly tooFarAheadSamples: number;
  readonly refusedSeriesSamples: number;
  readonly storageErrors: number;
}

/** A scrape pool's targets as they are now; the scrape manager's views fit. */
export interface PoolHealth {
  readonly name: string;
  readonly active: readonly { readonly health: 'up' | 'down' | 'unknown' }[];
}

export function registerScrapeMetrics(
  registry: Registry,
  totals: () => ScrapeTotals,
  pools: () => readonly PoolHealth[],
): void {
  registerOwn(registry, totals, pools);
  registerCompatible(registry, totals, pools);
}

function registerOwn(registry: Registry, totals: () => ScrapeTotals, pools: () => readonly PoolHealth[]): void {
  const counter = (name: string, help: string, field: keyof ScrapeTotals) =>
    pulledCounter(registry, { name, help }, () => totals()[field]);
  counter('belvedere_scrapes_total', 'Scrapes that were started.', 'scrapes');
  counter('belvedere_scrapes_failed_total', 'Scrapes that gave no samples.', 'failedScrapes');
  counter('belvedere_scrape_samples_appended_total', 'Samples that scrapes gave to the store.', 'samplesAppended');
  counter('belvedere_scrape_storage_errors_total', 'Scrapes whose commit failed.', 'storageErrors');
  pulledCounters(
    registry,
    { name: 'belvedere_scrape_limit_exceeded_total', help: 'Scrapes that a limit made fail.', label: 'limit' },
    () => limitsOf(totals()),
  );
  pulledCounters(
    registry,
    { name: 'belvedere_scrape_samples_refused_total', help: 'Scraped samples that were not stored.', label: 'reason' },
    () => refusalsOf(totals()),
  );
  pulledGauges(registry, { name: 'belvedere_targets', help: 'Active targets by health.', label: 'health' }, () =>
    healthOf(pools()),
  );
}

/** The names that dashboards and alerts made for Prometheus ask for. */
function registerCompatible(registry: Registry, totals: () => ScrapeTotals, pools: () => readonly PoolHealth[]): void {
  const counter = (name: string, help: string, read: (totals: ScrapeTotals) => number) =>
    pulledCounter(registry, { name: `prometheus_target_scrapes_${name}`, help }, () => read(totals()));
  counter('exceeded_body_size_limit_total', 'Scrapes over the body size limit.', (t) => t.bodySizeLimit);
  counter('exceeded_sample_limit_total', 'Scrapes over the sample limit.', (t) => t.sampleLimit);
  counter('sample_duplicate_timestamp_total', 'Samples with a known timestamp.', (t) => t.duplicateSamples);
  counter('sample_out_of_order_total', 'Samples that came out of order.', (t) => t.outOfOrderSamples);
  counter(
    'sample_out_of_bounds_total',
    'Samples too old or too far ahead.',
    (t) => t.tooOldSamples + t.tooFarAheadSamples,
  );
  pulledGauges(
    registry,
    { name: 'prometheus_target_scrape_pool_targets', help: 'Targets of a scrape pool.', label: 'scrape_job' },
    () => sizesOf(pools()),
  );
  pulledGauges(
    registry,
    { name: 'prometheus_sd_discovered_targets', help: 'Targets by scrape config.', label: 'config' },
    () => sizesOf(pools()),
  );
}

function limitsOf(totals: ScrapeTotals): Record<string, number> {
  return {
    body_size: totals.bodySizeLimit,
    samples: totals.sampleLimit,
    labels: totals.labelLimit,
    targets: totals.targetLimit,
  };
}

function refusalsOf(totals: ScrapeTotals): Record<string, number> {
  return {
    duplicate: totals.duplicateSamples,
    out_of_order: totals.outOfOrderSamples,
    too_old: totals.tooOldSamples,
    too_far_ahead: totals.tooFarAheadSamples,
    series_refused: totals.refusedSeriesSamples,
  };
}

function healthOf(pools: readonly PoolHealth[]): Record<string, number> {
  const counts = { up: 0, down: 0, unknown: 0 };
  for (const { active } of pools) for (const { health } of active) counts[health]++;
  return counts;
}

/** Job names come from the configuration, so they are as few as its scrape configs. */
function sizesOf(pools: readonly PoolHealth[]): Record<string, number> {
  const sizes: Record<string, number> = Object.create(null);
  for (const { name, active } of pools) sizes[name] = active.length;
  return sizes;
}
