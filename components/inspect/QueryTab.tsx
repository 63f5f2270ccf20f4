'use client';

import { IconRefresh } from '@tabler/icons-react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import type { PanelResult } from '@/components/query/panelQueries';
import type { PlannedQuery } from '@/components/query/planQueries';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { curlCommand } from '@/lib/dashboard/inspect/curl';
import { formatText } from '@/lib/format/formatValue';
import { formatAbsolute } from '@/lib/time/formatTime';
import type { InspectTabProps } from './InspectDrawer';
import classes from './inspect.module.css';
import { NoData } from './NoData';

/** What was asked: expressions after interpolation, times, steps, and what the collector had to say. */
export function QueryTab({ data }: InspectTabProps) {
  const { kind } = useDashboard();
  const { asked, query, refresh } = data;
  if (asked === undefined) return <NoData data={data} />;
  const results = query.answer?.results ?? [];
  return (
    <div className={classes.queries}>
      {kind === 'snapshot' ? (
        <p className={classes.note}>This is a snapshot: the queries were asked when it was taken.</p>
      ) : (
        <div className={classes.tools}>
          <span className={classes.spring} role="status">
            {query.phase === 'loading' ? 'Asking…' : ''}
          </span>
          <Button onClick={refresh} disabled={query.phase === 'loading'}>
            <IconRefresh size={15} aria-hidden />
            Refresh
          </Button>
        </div>
      )}
      {query.failure === undefined ? null : (
        <p className={classes.note} data-tone="error" role="alert">
          {query.failure.refId === '' ? '' : `Query ${query.failure.refId}: `}
          {query.failure.message}
        </p>
      )}
      {asked.request.queries.map((planned) => (
        <QueryCard
          key={`${planned.target.refId} ${planned.query.kind}`}
          planned={planned}
          result={results.find((one) => isAnswerOf(one, planned))}
        />
      ))}
    </div>
  );
}

function isAnswerOf({ planned: { target, query } }: PanelResult, planned: PlannedQuery): boolean {
  return target.refId === planned.target.refId && query.kind === planned.query.kind;
}

interface QueryCardProps {
  readonly planned: PlannedQuery;
  readonly result: PanelResult | undefined;
}

function QueryCard({ planned, result }: QueryCardProps) {
  const { timeZone } = useTimeRange();
  const { target, expr, query } = planned;
  const { from: fromMs = 0, to: toMs = 0, stepMs, kind } = query;
  const header = result?.frame.header;
  // The steps that were answered, aligned as the collector aligns them.
  const steps =
    header === undefined || header.steps === 0
      ? { fromMs, toMs }
      : { fromMs: header.startMs, toMs: header.startMs + (header.steps - 1) * header.stepMs };
  const command = () => curlCommand(window.location.origin, { expr, kind, stepMs, ...steps });
  const notes = [...(header?.warnings ?? []), ...(header?.infos ?? [])];
  return (
    <section className={classes.query} aria-label={`Query ${target.refId}`}>
      <h3 className={classes.heading}>
        {target.refId} <span>{kind === 'range' ? 'range query' : 'instant query'}</span>
      </h3>
      <pre className={classes.expr}>{expr}</pre>
      {target.expr === expr ? null : (
        <p className={classes.written}>
          Written as <code>{target.expr}</code>
        </p>
      )}
      <p className={classes.times}>
        {kind === 'range'
          ? `${formatAbsolute(fromMs, timeZone)} to ${formatAbsolute(toMs, timeZone)}, every ${formatText(stepMs, { unit: 'ms', nowMs: 0 })}`
          : `At ${formatAbsolute(toMs, timeZone)}`}
        {header === undefined
          ? ''
          : ` · ${header.series.length.toLocaleString('en')} series in ${formatText(header.statistics.durationMs, { unit: 'ms', nowMs: 0 })}`}
        {header === undefined || header.tier === 'raw' ? '' : ` · from samples downsampled to ${header.tier}`}
      </p>
      {notes.map((note) => (
        <p key={note} className={classes.note} data-tone="warn">
          {note}
        </p>
      ))}
      <pre className={classes.command}>{command()}</pre>
      <div className={classes.tools}>
        <span className={classes.spring} />
        <CopyButton what={`expression of query ${target.refId}`} label="Copy expression" text={() => expr} />
        <CopyButton what={`curl command of query ${target.refId}`} label="Copy curl" text={command} />
      </div>
    </section>
  );
}
