import type { ActiveTarget } from '@/lib/api/responses/targets';
import type { TargetFilter } from './targetUrl';

export interface TargetPool {
  readonly name: string;
  readonly interval: string;
  readonly timeout: string;
  /** Those that pass the filter; counts are of all. */
  readonly targets: readonly ActiveTarget[];
  readonly up: number;
  readonly total: number;
}

/** Targets by scrape pool, pools and targets in the order of their names, those that are down first. */
export function groupTargets(targets: readonly ActiveTarget[], filter: TargetFilter): TargetPool[] {
  const pools = new Map<string, ActiveTarget[]>();
  for (const target of targets) {
    const pool = pools.get(target.scrapePool);
    if (pool === undefined) pools.set(target.scrapePool, [target]);
    else pool.push(target);
  }
  return [...pools]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({
      name,
      interval: members[0]?.scrapeInterval ?? '',
      timeout: members[0]?.scrapeTimeout ?? '',
      targets: members.filter((target) => passes(target, filter)).sort(byHealthThenUrl),
      up: members.filter(({ health }) => health === 'up').length,
      total: members.length,
    }));
}

function passes(target: ActiveTarget, { search, health, pool }: TargetFilter): boolean {
  if (pool !== '' && target.scrapePool !== pool) return false;
  if (health === 'unhealthy' ? target.health === 'up' : health !== 'all' && target.health !== health) return false;
  if (search === '') return true;
  const labels = Object.entries(target.labels).map(([name, value]) => `${name}="${value}"`);
  const text = [target.scrapeUrl, target.lastError, ...labels].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const ORDER = { down: 0, unknown: 1, up: 2 } as const;

function byHealthThenUrl(a: ActiveTarget, b: ActiveTarget): number {
  return ORDER[a.health] - ORDER[b.health] || (a.scrapeUrl < b.scrapeUrl ? -1 : 1);
}
