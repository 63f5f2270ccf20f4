import { IconLayoutList } from '@tabler/icons-react';
import type { PanelType } from '../panelType';
import { DashListPanel } from './DashListPanel';
import { type DashListOptions, dashListOptions } from './options';

export const dashListPanel: PanelType<DashListOptions> = {
  type: 'dashlist',
  name: 'Dashboard list',
  description: 'Links to starred, recent or found dashboards',
  icon: IconLayoutList,
  options: dashListOptions,
  component: DashListPanel,
  standard: [],
  queries: false,
};
