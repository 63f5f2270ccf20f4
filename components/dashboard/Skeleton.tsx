import classes from './skeleton.module.css';

/** The shape of what will come, for a panel that never had data. */
export function Skeleton({ type }: { readonly type: string }) {
  if (type === 'stat' || type === 'gauge') return <div className={classes.value} aria-hidden />;
  if (type === 'table' || type === 'bargauge') return <div className={classes.rows} aria-hidden />;
  return (
    <div className={classes.chart} aria-hidden>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 30C12 30 16 26 26 24S44 30 54 22S68 10 76 12S90 22 100 20V40H0Z" />
      </svg>
    </div>
  );
}
