import { IconTable } from '@tabler/icons-react';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { columnSchema, type TableOptions, tableOptions } from './options';
import { TablePanel } from './TablePanel';

export const tablePanel: PanelType<TableOptions> = {
  type: 'table',
  name: 'Table',
  description: 'Rows and columns, sorted and coloured',
  icon: IconTable,
  options: tableOptions,
  custom: columnSchema,
  component: TablePanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { series, texts } = dataShape(frames);
    return series === 0 ? 0 : texts > 0 ? 90 : 25;
  },
  queries: true,
};
