import type { AnsweredTier } from '@/components/query/answeredTier';
import classes from './panel.module.css';

/** Says in a few letters that a panel shows downsampled data: `1h`, or `≈ 1h` where a function would need raw samples. */
export function TierMark({ tier }: { readonly tier: AnsweredTier }) {
  const label = describeTier(tier);
  return (
    <span className={classes.tier} role="img" aria-label={label} title={label}>
      {tier.approximate ? '≈ ' : ''}
      {tier.name}
    </span>
  );
}

function describeTier({ name, approximate }: AnsweredTier): string {
  const from = `Computed from samples downsampled to ${name}`;
  return approximate ? `${from}. Approximate: a function needs raw samples; Inspect, Query says which` : from;
}
