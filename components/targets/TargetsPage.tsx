'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Button } from '@/components/ui/Button';
import { TopBar } from '@/components/ui/TopBar';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { ApiFailure } from '@/lib/api/apiFailure';
import { fetchTargets } from '@/lib/api/client';
import { ConfigNotices } from './ConfigNotices';
import { groupTargets } from './groupTargets';
import { HealthSummary } from './HealthSummary';
import { PoolList } from './PoolList';
import { PoolSection } from './PoolSection';
import { TargetFilters } from './TargetFilters';
import classes from './targets.module.css';
import { readTargetFilter, type TargetFilter, withTargetFilter } from './targetUrl';

const REFRESH_MS = 5_000;
const START_REFRESH_MS = 1_000;

/** What is scraped, and how it goes. Refreshes itself while the page is visible. */
export function TargetsPage() {
  const { params, replace } = useUrlParams();
  const filter = useMemo(() => readTargetFilter(params), [params]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['targets'],
    // A start is told, with how far it is, and not waited for in silence.
    queryFn: ({ signal }) => fetchTargets({ state: 'active' }, { signal, startPatienceMs: 0 }),
    retry: false,
    refetchInterval: ({ state }) => (isStarting(state.error) ? START_REFRESH_MS : REFRESH_MS),
    placeholderData: keepPreviousData,
  });
  const targets = data?.data.activeTargets;
  const pools = useMemo(() => groupTargets(targets ?? [], filter), [targets, filter]);
  const change = (part: Partial<TargetFilter>) => replace((query) => withTargetFilter(query, part));
  const shown = pools.filter((pool) => pool.targets.length > 0);
  return (
    <>
      <TopBar title="Targets" badge={<HealthSummary targets={targets ?? []} />}>
        <TargetFilters filter={filter} onChange={change} />
      </TopBar>
      <div className={classes.layout}>
        <PoolList pools={pools} selected={filter.pool} onSelect={(pool) => change({ pool })} />
        <main id="main" className={classes.main}>
          <TargetsProblem error={error} hasTargets={targets !== undefined} onRetry={() => void refetch()} />
          <ConfigNotices />
          {isPending ? <p className={classes.none}>Loading targets</p> : null}
          {shown.map((pool) => (
            <PoolSection key={pool.name} pool={pool} />
          ))}
          {targets !== undefined && shown.length === 0 ? (
            <NoTargets any={targets.length > 0} onReset={() => change({ search: '', health: 'all', pool: '' })} />
          ) : null}
        </main>
      </div>
    </>
  );
}

function isStarting(error: Error | null): boolean {
  return error instanceof ApiFailure && error.isStarting;
}

interface TargetsProblemProps {
  readonly error: Error | null;
  readonly hasTargets: boolean;
  readonly onRetry: () => void;
}

function TargetsProblem({ error, hasTargets, onRetry }: TargetsProblemProps) {
  if (error === null) return null;
  const before = hasTargets ? 'What follows is from before.' : '';
  if (isStarting(error)) {
    return (
      <p className={classes.none} role="status">
        The collector is {error.message}. {before}
      </p>
    );
  }
  return (
    <div className={classes.problem} role="alert">
      <span>
        {error.message}. {before}
      </span>
      <Button onClick={onRetry}>Retry</Button>
    </div>
  );
}

function NoTargets({ any, onReset }: { readonly any: boolean; readonly onReset: () => void }) {
  if (any) {
    return (
      <div className={classes.none}>
        <p>No target passes the filters.</p>
        <Button onClick={onReset}>Show all</Button>
      </div>
    );
  }
  return (
    <div className={classes.none}>
      <p>Nothing is scraped. Name a prometheus.yml with scrape_configs in BELVEDERE_CONFIG and start again.</p>
    </div>
  );
}
