'use client';

import { IconChevronDown, IconClock } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/Button';
import { formatAbsolute } from '@/lib/time/formatTime';
import { describeRange } from '@/lib/time/timeRange';
import type { TimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

type RangeButtonProps = Omit<ComponentProps<typeof Button>, 'children'> & { readonly range: TimeRange };

/** Names the time shown; opens what changes it. */
export function RangeButton({ range, ...rest }: RangeButtonProps) {
  const label = rangeLabel(range);
  return (
    <Button
      variant="quiet"
      aria-haspopup="dialog"
      aria-label={`Time range: ${label}`}
      title={boundsTitle(range)}
      {...rest}
    >
      <IconClock size={15} aria-hidden />
      <span>{label}</span>
      {isBrowsers(range.timeZone) ? null : <span className={classes.zone}>{range.timeZone.toUpperCase()}</span>}
      <IconChevronDown size={14} aria-hidden />
    </Button>
  );
}

/** In words where there are any, else both ends as times. */
function rangeLabel({ text, bounds, timeZone }: TimeRange): string {
  const words = describeRange(text);
  if (words !== undefined) return words;
  if (bounds === undefined) return '…';
  return `${formatAbsolute(bounds.fromMs, timeZone)} to ${formatAbsolute(bounds.toMs, timeZone)}`;
}

function boundsTitle({ bounds, timeZone }: TimeRange): string | undefined {
  if (bounds === undefined) return undefined;
  return `${formatAbsolute(bounds.fromMs, timeZone)} to ${formatAbsolute(bounds.toMs, timeZone)}`;
}

/** Dashboards write the browser's own zone in three ways. */
function isBrowsers(timeZone: string): boolean {
  return timeZone === 'browser' || timeZone === 'default' || timeZone === '';
}
