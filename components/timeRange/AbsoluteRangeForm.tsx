'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { formatAbsolute } from '@/lib/time/formatTime';
import { isRelative, parseTime, type TimeRangeText } from '@/lib/time/timeRange';
import { resolveZone } from '@/lib/time/zone';
import { useTimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';
import { useTimeZones } from './useTimeZones';

/** Both ends of the range as text, and the time zone. */
export function AbsoluteRangeForm({ onApply }: { readonly onApply: (range: TimeRangeText) => void }) {
  const { text, timeZone, setTimeZone } = useTimeRange();
  const [draft, setDraft] = useState(() => ({ from: shown(text.from, timeZone), to: shown(text.to, timeZone) }));
  const problem = problemOf(draft, timeZone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined)
      onApply({ from: written(draft.from, false, timeZone), to: written(draft.to, true, timeZone) });
  };
  return (
    <form className={classes.absolute} onSubmit={submit}>
      <TimeField
        label="From"
        value={draft.from}
        invalid={problem !== undefined}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      <TimeField
        label="To"
        value={draft.to}
        invalid={problem !== undefined}
        onChange={(to) => setDraft({ ...draft, to })}
      />
      <p className={problem === undefined ? classes.hint : classes.problem} role="status">
        {problem ?? 'A time, or relative: now-6h, now/d'}
      </p>
      <Button variant="primary" type="submit" disabled={problem !== undefined}>
        Apply
      </Button>
      <ZoneField timeZone={timeZone} onChange={setTimeZone} />
    </form>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, invalid, onChange }: TimeFieldProps) {
  return (
    <label className={classes.field}>
      {label}
      <input
        className={classes.input}
        value={value}
        aria-invalid={invalid}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function ZoneField({ timeZone, onChange }: { readonly timeZone: string; readonly onChange: (zone: string) => void }) {
  const id = useId();
  const zones = useTimeZones();
  return (
    <label className={classes.field} htmlFor={id}>
      Time zone
      <select id={id} className={classes.input} value={timeZone} onChange={(event) => onChange(event.target.value)}>
        <option value="browser">Browser ({resolveZone('browser')})</option>
        <option value="utc">UTC</option>
        {zones.includes(timeZone) || timeZone === 'browser' || timeZone === 'utc' ? null : <option>{timeZone}</option>}
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Times in milliseconds are shown as dates, relative ones as they are. */
function shown(text: string, timeZone: string): string {
  return /^\d{5,16}$/.test(text) ? formatAbsolute(Number(text), timeZone) : text;
}

/** Dates become milliseconds, so that a link means the same time in every zone. */
function written(text: string, isEnd: boolean, timeZone: string): string {
  if (isRelative(text)) return text.trim();
  const timeMs = parseTime(text, isEnd, { nowMs: Date.now(), timeZone });
  return timeMs === undefined ? text : String(timeMs);
}

function problemOf({ from, to }: TimeRangeText, timeZone: string): string | undefined {
  const options = { nowMs: Date.now(), timeZone };
  const fromMs = parseTime(from, false, options);
  if (fromMs === undefined) return 'From is not a time: write 2026-11-22 14:00 or now-6h';
  const toMs = parseTime(to, true, options);
  if (toMs === undefined) return 'To is not a time: write 2026-11-22 15:00 or now';
  return fromMs < toMs ? undefined : 'From must be before To';
}
