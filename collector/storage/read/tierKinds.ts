/** What buckets of tiers are to a query. */
import type { WantedColumns } from '../chunkenc/tierPage';
import type { SelectHints } from '../storage';

/** What the values of buckets are; `growing`: a counter's last values, with what it lost by resets added. */
export type Kind = 'last' | 'max' | 'min' | 'sum' | 'growing';
/** The column of a page that they come from. */
export type BucketColumn = Exclude<Kind, 'growing'>;

export interface Asked {
  readonly kind: Kind;
  /** How many samples each value stands for is wanted, too. */
  readonly isWeighted: boolean;
  readonly isInstant: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  max_over_time: 'max',
  min_over_time: 'min',
  sum_over_time: 'sum',
  avg_over_time: 'sum',
  rate: 'growing',
  increase: 'growing',
};
const WEIGHTED = new Set(['count_over_time', 'avg_over_time']);

export function askedOf({ func, rangeMs }: SelectHints): Asked {
  return {
    kind: (rangeMs > 0 ? KINDS[func] : undefined) ?? 'last',
    isWeighted: rangeMs > 0 && WEIGHTED.has(func),
    isInstant: rangeMs === 0,
  };
}

export function columnOf(kind: Kind, counter: boolean): BucketColumn {
  if (kind === 'growing') return 'last';
  return counter && (kind === 'min' || kind === 'sum') ? 'last' : kind;
}

/** Of a counter there is no sum: it is about the last value as often as it was sampled. */
export function isProduct({ kind }: Asked, counter: boolean): boolean {
  return kind === 'sum' && counter;
}

export function wantedColumns(asked: Asked, counter: boolean): WantedColumns {
  return {
    [columnOf(asked.kind, counter)]: true,
    counts: asked.isWeighted || isProduct(asked, counter),
    lost: asked.kind === 'growing' && counter,
  };
}
