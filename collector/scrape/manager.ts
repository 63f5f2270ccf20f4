import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import { ScrapePool, type ScrapePoolDependencies } from './scrapePool';
import { type ScrapePoolView, viewPool } from './targetsView';

/** Runs a scrape pool per scrape config and carries a new configuration over to them. */
export class ScrapeManager {
  #pools = new Map<string, ScrapePool>();

  constructor(private readonly deps: ScrapePoolDependencies) {}

  /** Makes these the scrape configs; job names are unique. Resolves when targets known by now are being scraped. */
  async apply(configs: readonly ScrapeConfig[]): Promise<void> {
    const wanted = new Map(configs.map((config) => [config.jobName, config]));
    const removed: Promise<void>[] = [];
    for (const [jobName, pool] of this.#pools) {
      if (wanted.has(jobName)) continue;
      this.#pools.delete(jobName);
      removed.push(pool.stop(true));
    }
    await Promise.all(removed);
    // In the order of the configuration, which is the order they are shown in.
    const pools = new Map<string, ScrapePool>();
    for (const [jobName, config] of wanted) {
      const running = this.#pools.get(jobName);
      running?.apply(config);
      pools.set(jobName, running ?? new ScrapePool(config, this.deps));
    }
    this.#pools = pools;
    await Promise.all([...pools.values()].map((pool) => pool.settled()));
  }

  /** All pools with their targets as they are now, for display. */
  pools(): readonly ScrapePoolView[] {
    return [...this.#pools.values()].map(viewPool);
  }

  /** Ends all scraping, without staleness markers: the next start goes on where this one ended. */
  async stop(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.stop(false)));
  }
}
