import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import type { Discoverer } from './discoverer';
import { FileDiscoverer, type OnFileError } from './file';
import { StaticDiscoverer } from './static';

/** The part of a scrape config that says where its targets are. */
export type DiscoveryConfig = Pick<ScrapeConfig, 'staticConfigs' | 'fileSdConfigs'>;

/** One discoverer for each mechanism a scrape config names. */
export function discoverersOf(config: DiscoveryConfig, onFileError: OnFileError): readonly Discoverer[] {
  return [
    ...(config.staticConfigs.length > 0 ? [new StaticDiscoverer(config.staticConfigs)] : []),
    ...config.fileSdConfigs.map((fileSd) => new FileDiscoverer(fileSd, onFileError)),
  ];
}
