'use client';

import { useState } from 'react';
import { Sheet } from '@/components/ui/Sheet';
import { RangeButton } from './RangeButton';
import { RangeChoices } from './RangeChoices';
import { useTimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

/** The time range on a phone: one button, and the choices in a sheet. */
export function TimeRangeSheet() {
  const range = useTimeRange();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.group}>
      <RangeButton range={range} onClick={() => setOpened(true)} />
      <Sheet title="Time range" opened={opened} onClose={() => setOpened(false)}>
        <div className={classes.sheet}>
          <RangeChoices range={range} onDone={() => setOpened(false)} />
        </div>
      </Sheet>
    </div>
  );
}
