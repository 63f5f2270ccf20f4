'use client';

import { Tabs } from '@mantine/core';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import type { PlacedPanel } from '@/components/dashboard/repeats';
import type { Shared, ShareTab } from '@/components/dashboard/viewUrl';
import { Dialog } from '@/components/ui/Dialog';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { EmbedTab } from './EmbedTab';
import { ExportTab } from './ExportTab';
import { LinkTab } from './LinkTab';
import { SnapshotTab } from './SnapshotTab';
import classes from './share.module.css';

const TABS: Readonly<Record<ShareTab, string>> = {
  link: 'Link',
  embed: 'Embed',
  snapshot: 'Snapshot',
  export: 'Export',
};
const OF_A_PANEL: readonly ShareTab[] = ['link', 'embed'];
const OF_ALL: readonly ShareTab[] = ['link', 'snapshot', 'export', 'embed'];

/** Shows the dashboard, or one panel of it, to others: as a link, a frame, a snapshot or a file. */
export function ShareDialog({ shared }: { readonly shared: Shared }) {
  const { view, scope, dashboard } = useDashboard();
  const panel = shared.panelKey === undefined ? undefined : view.find(shared.panelKey);
  const offered = panel === undefined ? OF_ALL : OF_A_PANEL;
  const tab = offered.includes(shared.tab) ? shared.tab : 'link';
  const name =
    panel === undefined
      ? dashboard.title
      : interpolate(panel.panel.title, withVariables(scope, panel.variables), 'text') || 'panel';
  return (
    <Dialog title={`Share ${name}`} opened onClose={view.closeOverlay} width={tab === 'export' ? 820 : 560}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => {
          const chosen = offered.find((one) => one === next);
          if (chosen !== undefined) view.switchShare(shared.panelKey, chosen);
        }}
      >
        <Tabs.List className={classes.tabs} aria-label="Ways to share">
          {offered.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {TABS[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {offered.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.tab}>
            <TabContent tab={one} panel={panel} name={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Dialog>
  );
}

interface TabContentProps {
  readonly tab: ShareTab;
  readonly panel: PlacedPanel | undefined;
  readonly name: string;
}

function TabContent({ tab, panel, name }: TabContentProps) {
  switch (tab) {
    case 'link':
      return <LinkTab panelKey={panel?.key} />;
    case 'embed':
      return <EmbedTab panel={panel} name={name} />;
    case 'snapshot':
      return <SnapshotTab />;
    case 'export':
      return <ExportTab />;
    default:
      return tab satisfies never;
  }
}
