'use client';

import { Drawer, Tabs } from '@mantine/core';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import type { PlacedPanel } from '@/components/dashboard/repeats';
import { INSPECT_TABS, type Inspected, type InspectTab } from '@/components/dashboard/viewUrl';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { DataTab } from './DataTab';
import classes from './inspect.module.css';
import { JsonTab } from './JsonTab';
import { QueryTab } from './QueryTab';
import { StatsTab } from './StatsTab';
import { type InspectedData, useInspected } from './useInspected';

const LABELS: Readonly<Record<InspectTab, string>> = { data: 'Data', stats: 'Stats', json: 'JSON', query: 'Query' };

/** Looks into a panel, beside the dashboard: its data, what they cost, its JSON, and what was asked. */
export function InspectDrawer({ inspected }: { readonly inspected: Inspected }) {
  const { view, scope, ready } = useDashboard();
  const placed = view.find(inspected.panelKey);
  const title =
    placed === undefined
      ? 'panel'
      : interpolate(placed.panel.title, withVariables(scope, placed.variables), 'text') || placed.panel.type;
  return (
    <Drawer
      opened
      onClose={view.closeOverlay}
      position="right"
      size="min(820px, 100vw)"
      title={`Inspect: ${title}`}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close inspect' }}
      classNames={{
        content: classes.content ?? '',
        header: classes.header ?? '',
        title: classes.title ?? '',
        body: classes.body ?? '',
      }}
    >
      {placed === undefined ? (
        <p className={classes.empty} role="status">
          {ready ? `This dashboard has no panel “${inspected.panelKey}”.` : 'Opening…'}
        </p>
      ) : (
        <InspectTabs key={placed.key} placed={placed} title={title} inspected={inspected} />
      )}
    </Drawer>
  );
}

interface InspectTabsProps {
  readonly placed: PlacedPanel;
  readonly title: string;
  readonly inspected: Inspected;
}

function InspectTabs({ placed, title, inspected }: InspectTabsProps) {
  const { view } = useDashboard();
  const data = useInspected(placed);
  return (
    <Tabs
      className={classes.tabs ?? ''}
      value={inspected.tab}
      keepMounted={false}
      onChange={(next) => {
        const tab = INSPECT_TABS.find((one) => one === next);
        if (tab !== undefined) view.switchInspect(inspected.panelKey, tab);
      }}
    >
      <Tabs.List aria-label="What to look into">
        {INSPECT_TABS.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {LABELS[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {INSPECT_TABS.map((tab) => (
        <Tabs.Panel key={tab} value={tab} className={classes.panel}>
          <TabContent tab={tab} placed={placed} title={title} data={data} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

export interface InspectTabProps {
  readonly placed: PlacedPanel;
  readonly title: string;
  readonly data: InspectedData;
}

function TabContent({ tab, ...props }: InspectTabProps & { readonly tab: InspectTab }) {
  switch (tab) {
    case 'data':
      return <DataTab {...props} />;
    case 'stats':
      return <StatsTab {...props} />;
    case 'json':
      return <JsonTab {...props} />;
    case 'query':
      return <QueryTab {...props} />;
    default:
      return tab satisfies never;
  }
}
