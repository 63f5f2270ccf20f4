'use client';

import { Popover } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/IconButton';
import { RangeButton } from './RangeButton';
import { RangeChoices } from './RangeChoices';
import { useTimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

/** The time shown: opens a list of ranges and a form, with steps to the left, to the right and out. */
export function TimeRangePicker() {
  const range = useTimeRange();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.group}>
      <IconButton icon={IconChevronLeft} label="Earlier by half the range" onClick={() => range.shift(-1)} />
      <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus shadow="none" withinPortal>
        <Popover.Target>
          <RangeButton range={range} onClick={() => setOpened(!opened)} />
        </Popover.Target>
        <Popover.Dropdown className={classes.panel} aria-label="Time range">
          <RangeChoices range={range} onDone={() => setOpened(false)} />
        </Popover.Dropdown>
      </Popover>
      <IconButton icon={IconChevronRight} label="Later by half the range" onClick={() => range.shift(1)} />
      <IconButton icon={IconZoomOut} label="Zoom out" onClick={range.zoomOut} />
    </div>
  );
}
