import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { TargetPool } from './groupTargets';
import classes from './targets.module.css';

interface PoolListProps {
  readonly pools: readonly TargetPool[];
  readonly selected: string;
  readonly onSelect: (pool: string) => void;
}

/** Scrape pools with how many of their targets are up; choosing one narrows the page, choosing it again widens it. */
export function PoolList({ pools, selected, onSelect }: PoolListProps) {
  return (
    <nav className={classes.pools} aria-label="Scrape pools">
      <p className={classes.poolsHead}>
        <span>Pools</span>
        <span>up / all</span>
      </p>
      {pools.map(({ name, up, total }) => {
        const Icon = up === total ? IconCircleCheck : IconCircleX;
        return (
          <button
            key={name}
            type="button"
            className={classes.pool}
            aria-pressed={name === selected}
            data-healthy={up === total}
            onClick={() => onSelect(name === selected ? '' : name)}
          >
            <Icon size={15} aria-hidden />
            <span className={classes.poolName} title={name}>
              {name}
            </span>
            <span>
              {up} / {total}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
