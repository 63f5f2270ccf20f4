'use client';

import { NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Dashboard } from '@/lib/dashboard/document';
import { describeRange, parseTime, parseTimeRange } from '@/lib/time/timeRange';
import type { ChangeSettings } from './GeneralSettings';
import { SettingsSection } from './SettingsSection';
import classes from './settings.module.css';

interface TimeDefaultsProps {
  readonly dashboard: Dashboard;
  readonly onChange: ChangeSettings;
}

const INTERVAL = /^[1-9]\d*(ms|s|m|h|d)$/;

/** The range a dashboard opens with, and how often it is refreshed. */
export function TimeDefaults({ dashboard, onChange }: TimeDefaultsProps) {
  const { refresh, refreshIntervals, timezone } = dashboard;
  const [bad, setBad] = useState<readonly string[]>([]);
  const listed =
    refresh === '' || refreshIntervals.includes(refresh) ? refreshIntervals : [refresh, ...refreshIntervals];
  const setIntervals = (typed: string[]) => {
    const known = typed.filter((interval) => INTERVAL.test(interval));
    setBad(typed.filter((interval) => !INTERVAL.test(interval)));
    if (known.length > 0) onChange('Change refresh intervals', { refreshIntervals: known });
  };
  return (
    <SettingsSection title="Time" lead="What the dashboard opens with; those who look may choose another.">
      <RangeFields
        key={`${dashboard.time.from} ${dashboard.time.to} ${timezone}`}
        dashboard={dashboard}
        onChange={onChange}
      />
      <NativeSelect
        label="Refresh"
        value={refresh}
        data={[
          { value: '', label: 'Off' },
          ...listed.map((interval) => ({ value: interval, label: `Every ${interval}` })),
        ]}
        onChange={(event) => onChange('Change refresh', { refresh: event.currentTarget.value })}
      />
      <TagsInput
        label="Refresh intervals to choose from"
        description="As 5s, 1m or 2h."
        value={[...refreshIntervals]}
        onChange={setIntervals}
        error={bad.length === 0 ? undefined : `${bad.join(', ')} is not an interval: write 30s, 5m or 1h.`}
      />
    </SettingsSection>
  );
}

/** Both ends of the range; it changes when both can be read. */
function RangeFields({ dashboard, onChange }: TimeDefaultsProps) {
  const [time, setTime] = useState(dashboard.time);
  const options = { nowMs: Date.now(), timeZone: dashboard.timezone };
  const problems = {
    from:
      parseTime(time.from, false, options) === undefined ? 'Not a time: write now-6h or 2026-11-22 14:00.' : undefined,
    to: parseTime(time.to, true, options) === undefined ? 'Not a time: write now or 2026-11-22 15:00.' : undefined,
  };
  const readable = problems.from === undefined && problems.to === undefined;
  const order = readable && parseTimeRange(time, options) === undefined ? 'From must be before To.' : undefined;
  const commit = () => {
    if (readable && order === undefined) onChange('Change time range', { time });
  };
  return (
    <div className={classes.pair}>
      <TextInput
        label="From"
        value={time.from}
        error={problems.from ?? order}
        description={describeRange(time) ?? 'Relative as now-6h, or a date.'}
        onChange={(event) => setTime({ ...time, from: event.currentTarget.value })}
        onBlur={commit}
      />
      <TextInput
        label="To"
        value={time.to}
        error={problems.to}
        description="Usually now."
        onChange={(event) => setTime({ ...time, to: event.currentTarget.value })}
        onBlur={commit}
      />
    </div>
  );
}
