'use client';

import { IconPresentationOff } from '@tabler/icons-react';
import { IconButton } from '@/components/ui/IconButton';
import type { DashboardViewState } from '../useDashboardView';
import classes from './kioskExit.module.css';

/** The way out of kiosk mode without a keyboard. */
export function KioskExit({ view }: { readonly view: DashboardViewState }) {
  if (!view.kiosk) return null;
  return (
    <span className={classes.exit}>
      <IconButton
        icon={IconPresentationOff}
        label="Show the bars (d k)"
        size={36}
        onClick={() => view.setKiosk(false)}
      />
    </span>
  );
}
