import type { StaticConfig } from '@/collector/config/scrapeConfig';
import type { Discoverer, OnTargetGroups } from './discoverer';

/** Targets written in the configuration itself: sent once, never changing. */
export class StaticDiscoverer implements Discoverer {
  constructor(private readonly configs: readonly StaticConfig[]) {}

  async run(_signal: AbortSignal, onTargetGroups: OnTargetGroups): Promise<void> {
    onTargetGroups(
      this.configs.map(({ targets, labels }, i) => ({
        source: String(i),
        targets: targets.map((address) => ['__address__', address]),
        labels,
      })),
    );
  }
}
