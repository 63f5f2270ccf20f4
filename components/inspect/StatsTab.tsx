'use client';

import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { formatText } from '@/lib/format/formatValue';
import { formatAbsolute } from '@/lib/time/formatTime';
import type { InspectTabProps } from './InspectDrawer';
import classes from './inspect.module.css';
import { NoData } from './NoData';
import { type QueryStats, queryStats } from './queryStats';

/** What the panel's data cost: time, series, samples, bytes. */
export function StatsTab({ data }: InspectTabProps) {
  const { timeZone } = useTimeRange();
  const { answer } = data.query;
  if (answer === undefined) return <NoData data={data} />;
  const stats = answer.results.map(queryStats);
  const { asked } = data;
  const roundTrip = asked?.answeredMs === undefined ? undefined : asked.answeredMs - asked.askedMs;
  const sum = (pick: (one: QueryStats) => number) => stats.reduce((total, one) => total + pick(one), 0);
  return (
    <div className={classes.stats}>
      <dl className={classes.facts}>
        <Fact
          name="Time until all queries were answered"
          value={roundTrip === undefined ? '–' : milliseconds(roundTrip)}
        />
        <Fact name="Collector's time, all queries" value={milliseconds(sum(({ collectorMs }) => collectorMs))} />
        <Fact name="Queries answered" value={String(stats.length)} />
        <Fact name="Series" value={count(sum(({ series }) => series))} />
        <Fact name="Points" value={count(sum(({ points }) => points))} />
        <Fact name="Received" value={bytes(sum((one) => one.bytes))} />
        <Fact
          name="Time range"
          value={`${formatAbsolute(answer.bounds.fromMs, timeZone)} to ${formatAbsolute(answer.bounds.toMs, timeZone)}`}
        />
        <Fact name="Received at" value={formatAbsolute(answer.receivedMs, timeZone)} />
      </dl>
      <h3 className={classes.heading}>By query</h3>
      <StatsTable stats={stats} />
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const HEADS = [
  'Query',
  'Series',
  'Step',
  'Steps',
  'Points',
  'Series read',
  'Samples read',
  'Collector',
  'Received',
  'Tier',
];

function StatsTable({ stats }: { readonly stats: readonly QueryStats[] }) {
  return (
    <section
      className={classes.wide}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label="By query"
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {HEADS.map((head, index) => (
              <th key={head} scope="col" data-type={index === 0 ? 'string' : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stats.map((one) => (
            <tr key={`${one.refId} ${one.kind}`}>
              {rowOf(one).map((text, index) => (
                <td key={HEADS[index]} data-type={index === 0 ? 'string' : 'number'}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rowOf(one: QueryStats): string[] {
  const cut = one.totalSeries > one.series ? ` of ${count(one.totalSeries)}` : '';
  return [
    one.kind === 'instant' ? `${one.refId} (instant)` : one.refId,
    `${count(one.series)}${cut}`,
    one.kind === 'instant' ? '–' : milliseconds(one.stepMs),
    count(one.steps),
    count(one.points),
    count(one.readSeries),
    count(one.readSamples),
    milliseconds(one.collectorMs),
    bytes(one.bytes),
    one.approximate ? `${one.tier}, approximate` : one.tier,
  ];
}

function milliseconds(ms: number): string {
  return formatText(ms, { unit: 'ms', nowMs: 0 });
}

function bytes(size: number): string {
  return formatText(size, { unit: 'bytes', nowMs: 0 });
}

function count(value: number): string {
  return value.toLocaleString('en');
}
