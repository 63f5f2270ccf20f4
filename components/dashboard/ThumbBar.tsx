'use client';

import { Drawer } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangePicker } from '@/components/timeRange/TimeRangePicker';
import { Button } from '@/components/ui/Button';
import type { Variables } from '@/components/variables/useVariables';
import { VariablesBar, visibleVariables } from '@/components/variables/VariablesBar';
import type { Dashboard } from '@/lib/dashboard/document';
import classes from './dashboard.module.css';

interface ThumbBarProps {
  readonly dashboard: Dashboard;
  readonly variables: Variables;
}

/** The controls of the phone, at the lower edge. */
export function ThumbBar({ dashboard, variables }: ThumbBarProps) {
  const [opened, setOpened] = useState(false);
  const count = visibleVariables(variables.resolved).length;
  return (
    <div className={classes.thumbBar}>
      {count === 0 ? null : (
        <Button variant="quiet" onClick={() => setOpened(true)}>
          <IconAdjustmentsHorizontal size={17} aria-hidden />
          {count === 1 ? '1 filter' : `${count} filters`}
        </Button>
      )}
      <TimeRangePicker compact />
      <RefreshControl intervals={dashboard.refreshIntervals} />
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="auto"
        title="Filters"
        closeButtonProps={{ 'aria-label': 'Close filters' }}
        styles={{
          content: { background: 'var(--panel)', flex: 'none', width: '100%', height: 'auto', maxHeight: '80dvh' },
          header: { background: 'var(--panel)' },
        }}
      >
        <div className={classes.sheet}>
          <VariablesBar variables={variables.resolved} onChoose={variables.choose} />
        </div>
      </Drawer>
    </div>
  );
}
