'use client';

import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { RefreshControl } from '@/components/timeRange/RefreshControl';
import { TimeRangeSheet } from '@/components/timeRange/TimeRangeSheet';
import { Button } from '@/components/ui/Button';
import { Sheet } from '@/components/ui/Sheet';
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
      <TimeRangeSheet />
      <RefreshControl intervals={dashboard.refreshIntervals} />
      <Sheet title="Filters" opened={opened} onClose={() => setOpened(false)}>
        <div className={classes.sheet}>
          <VariablesBar variables={variables.resolved} onChoose={variables.choose} />
        </div>
      </Sheet>
    </div>
  );
}
