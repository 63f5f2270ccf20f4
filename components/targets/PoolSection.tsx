'use client';

import { useNow } from '@/components/ui/useNow';
import type { ActiveTarget } from '@/lib/api/responses/targets';
import { ageText } from '@/lib/time/age';
import { errorHint } from './errorHint';
import type { TargetPool } from './groupTargets';
import { HealthBadge } from './HealthBadge';
import classes from './targets.module.css';

/** One scrape pool as a table. */
export function PoolSection({ pool }: { readonly pool: TargetPool }) {
  const now = useNow(1000);
  return (
    <section aria-label={pool.name}>
      <h2 className={classes.poolTitle}>
        {pool.name}{' '}
        <span className={classes.muted}>
          every {pool.interval}, timeout {pool.timeout}
        </span>
      </h2>
      <div className={classes.tableBox}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Target</th>
              <th scope="col">State</th>
              <th scope="col">Labels</th>
              <th scope="col" className={classes.number}>
                Last scrape
              </th>
              <th scope="col" className={classes.number}>
                Duration
              </th>
              <th scope="col" className={classes.number}>
                Samples
              </th>
            </tr>
          </thead>
          {pool.targets.map((target) => (
            <TargetRows key={`${target.scrapeUrl} ${JSON.stringify(target.labels)}`} target={target} now={now} />
          ))}
        </table>
      </div>
    </section>
  );
}

interface TargetRowsProps {
  readonly target: ActiveTarget;
  readonly now: number | undefined;
}

/** A target, and below it what is wrong with it. */
function TargetRows({ target, now }: TargetRowsProps) {
  const scrapedMs = Date.parse(target.lastScrape);
  const never = !(scrapedMs > 0);
  const hint = errorHint(target.lastError);
  return (
    <tbody data-target-health={target.health}>
      <tr>
        <td>
          <a
            className={classes.url}
            href={safeHref(target.scrapeUrl)}
            title={target.scrapeUrl}
            rel="noreferrer"
            target="_blank"
          >
            {target.labels['instance'] ?? target.scrapeUrl}
          </a>
          <span className={classes.path}>{target.scrapeUrl}</span>
        </td>
        <td>
          <HealthBadge health={target.health} />
        </td>
        <td>
          <TargetLabels labels={target.labels} />
        </td>
        <td className={classes.number} title={never ? undefined : target.lastScrape}>
          {never ? 'never' : now === undefined ? '' : ageText(Math.min(scrapedMs, now), now)}
        </td>
        <td className={classes.number}>{never ? '' : durationText(target.lastScrapeDuration)}</td>
        <td className={classes.number}>{never ? '' : target.lastSamples.toLocaleString('en-US')}</td>
      </tr>
      {target.lastError === '' ? null : (
        <tr>
          <td colSpan={6} className={classes.errorCell}>
            <div className={classes.error}>
              <p>{target.lastError}</p>
              {hint === undefined ? null : <p className={classes.muted}>{hint}</p>}
            </div>
          </td>
        </tr>
      )}
      {target.lastWarning === '' ? null : (
        <tr>
          <td colSpan={6} className={classes.errorCell}>
            <p className={classes.warning}>{target.lastWarning}</p>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Labels beside `instance`, which names the row. */
function TargetLabels({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  return (
    <span className={classes.labels}>
      {Object.entries(labels)
        .filter(([name]) => name !== 'instance')
        .map(([name, value]) => (
          <span key={name} className={classes.label} title={`${name}="${value}"`}>
            {name}=<b>{value}</b>
          </span>
        ))}
    </span>
  );
}

function durationText(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms` : `${seconds.toFixed(2)} s`;
}

/** The address comes from configuration and discovery: only what a browser may open becomes a link. */
function safeHref(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
