import type { ActiveTarget } from '@/lib/api/responses/targets';
import { HealthBadge } from './HealthBadge';
import classes from './targets.module.css';

/** How many are down, of how many. */
export function HealthSummary({ targets }: { readonly targets: readonly ActiveTarget[] }) {
  const down = targets.filter(({ health }) => health === 'down').length;
  if (targets.length === 0) return null;
  return (
    <span className={classes.summary}>
      {down > 0 ? <HealthBadge health="down" text={`${down} down`} /> : null}
      <span className={classes.muted}>{down > 0 ? `of ${targets.length}` : `${targets.length} targets`}</span>
    </span>
  );
}
