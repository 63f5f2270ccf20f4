'use client';

import { Menu } from '@mantine/core';
import { IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { Button } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { useTimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

/** Refresh now, and how often by itself. */
export function RefreshControl({ intervals }: { readonly intervals: readonly string[] }) {
  const { refresh, setRefresh, refreshNow } = useTimeRange();
  const listed = refresh === '' || intervals.includes(refresh) ? intervals : [refresh, ...intervals];
  return (
    <div className={classes.group}>
      <IconButton icon={IconRefresh} label="Refresh" onClick={refreshNow} />
      <Menu position="bottom-end" withinPortal shadow="none">
        <Menu.Target>
          <Button variant="quiet" aria-label={`Auto refresh: ${refresh === '' ? 'off' : `every ${refresh}`}`}>
            {refresh === '' ? 'Off' : refresh}
            <IconChevronDown size={14} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown style={{ background: 'var(--raised)', border: 0, boxShadow: 'var(--float)' }}>
          {['', ...listed].map((interval) => (
            <Menu.Item
              key={interval}
              aria-current={interval === refresh ? 'true' : undefined}
              style={{ minHeight: 26, padding: '3px 12px', color: interval === refresh ? 'var(--accent)' : undefined }}
              onClick={() => setRefresh(interval)}
            >
              {interval === '' ? 'Off' : interval}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
