import type { PanelType } from '../panelType';
import { type StatOptions, statOptions } from './options';
import { StatPanel } from './StatPanel';

export const statPanel: PanelType<StatOptions> = {
  type: 'stat',
  name: 'Stat',
  options: statOptions,
  component: StatPanel,
  queries: true,
};
