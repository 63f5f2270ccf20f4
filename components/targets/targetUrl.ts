/** What of the targets page is in the address. */
export interface TargetFilter {
  readonly search: string;
  readonly health: HealthFilter;
  /** Name of a scrape pool, '' for all. */
  readonly pool: string;
}

export const HEALTH_FILTERS = ['all', 'unhealthy', 'up', 'down', 'unknown'] as const;
export type HealthFilter = (typeof HEALTH_FILTERS)[number];

export function readTargetFilter(params: URLSearchParams): TargetFilter {
  const health = HEALTH_FILTERS.find((name) => name === params.get('health')) ?? 'all';
  return { search: params.get('search') ?? '', health, pool: params.get('pool') ?? '' };
}

/** A copy of the parameters with the filter; what is at its default is left out. */
export function withTargetFilter(params: URLSearchParams, change: Partial<TargetFilter>): URLSearchParams {
  const filter = { ...readTargetFilter(params), ...change };
  const next = new URLSearchParams(params);
  const set = (name: string, value: string, fallback: string) =>
    value === fallback ? next.delete(name) : next.set(name, value);
  set('search', filter.search, '');
  set('health', filter.health, 'all');
  set('pool', filter.pool, '');
  return next;
}
