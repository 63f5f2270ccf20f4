'use client';

import { Popover } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconClock, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { formatAbsolute } from '@/lib/time/formatTime';
import { describeRange } from '@/lib/time/timeRange';
import { AbsoluteRangeForm } from './AbsoluteRangeForm';
import { QUICK_RANGES } from './quickRanges';
import { type TimeRange, useTimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

/** The time shown: opens a list of ranges and a form, with steps to the left, to the right and out. */
export function TimeRangePicker({ compact = false }: { readonly compact?: boolean }) {
  const range = useTimeRange();
  const [opened, setOpened] = useState(false);
  const pick = (text: TimeRange['text']) => {
    range.setText(text);
    setOpened(false);
  };
  const label = rangeLabel(range);
  return (
    <div className={classes.group}>
      {compact ? null : (
        <IconButton icon={IconChevronLeft} label="Earlier by half the range" onClick={() => range.shift(-1)} />
      )}
      <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus shadow="none" withinPortal>
        <Popover.Target>
          <Button
            variant="quiet"
            aria-haspopup="dialog"
            aria-label={`Time range: ${label}`}
            title={boundsTitle(range)}
            onClick={() => setOpened(!opened)}
          >
            <IconClock size={15} aria-hidden />
            <span>{label}</span>
            {range.timeZone === 'browser' ? null : <span className={classes.zone}>{range.timeZone.toUpperCase()}</span>}
            <IconChevronDown size={14} aria-hidden />
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.panel} aria-label="Time range">
          <div className={classes.quick}>
            {QUICK_RANGES.map(({ from, to, label: name }) => (
              <button
                key={name}
                type="button"
                className={classes.item}
                aria-pressed={from === range.text.from && to === range.text.to}
                data-autofocus={(from === range.text.from && to === range.text.to) || undefined}
                onClick={() => pick({ from, to })}
              >
                {name}
              </button>
            ))}
          </div>
          <AbsoluteRangeForm onApply={pick} />
        </Popover.Dropdown>
      </Popover>
      {compact ? null : (
        <IconButton icon={IconChevronRight} label="Later by half the range" onClick={() => range.shift(1)} />
      )}
      {compact ? null : <IconButton icon={IconZoomOut} label="Zoom out" onClick={range.zoomOut} />}
    </div>
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
