import type { PanelType } from '../panelType';
import { type TableOptions, tableOptions } from './options';
import { TablePanel } from './TablePanel';

export const tablePanel: PanelType<TableOptions> = {
  type: 'table',
  name: 'Table',
  options: tableOptions,
  component: TablePanel,
  queries: true,
};
