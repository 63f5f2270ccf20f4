'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './people.module.css';

interface ListStateProps<T> {
  readonly query: UseQueryResult<readonly T[]>;
  /** Said of an empty list. */
  readonly none: string;
  readonly children: (list: readonly T[]) => ReactNode;
}

/** A list that is fetched: it, or why it is not there. What was fetched once stays while it is fetched again. */
export function ListState<T>({ query, none, children }: ListStateProps<T>) {
  if (query.data !== undefined) {
    return query.data.length === 0 ? <p className={classes.none}>{none}</p> : children(query.data);
  }
  if (query.error === null) return <p className={classes.none}>Loading…</p>;
  return (
    <div className={classes.none} role="alert">
      <p>{query.error.message}</p>
      <Button onClick={() => void query.refetch()}>Try again</Button>
    </div>
  );
}
