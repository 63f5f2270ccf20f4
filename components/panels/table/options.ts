import { z } from 'zod';
import '../optionMeta';

const TABLE = 'Table';
const FOOTER = 'Footer';
const COLUMN = 'Columns';

const sort = z.object({ displayName: z.string(), desc: z.boolean().catch(false).default(false) });
const shown = { option: 'footer.show', in: [true] };

const footer = z.object({
  show: z.boolean().catch(false).default(false).meta({ title: 'Visible' }),
  /** A list of one calc, as Grafana stores it. */
  reducer: z
    .array(z.string())
    .max(20)
    .catch([])
    .default([])
    .meta({ title: 'Calculation', control: 'calc', showIf: shown }),
  fields: z
    .union([z.string(), z.array(z.string())])
    .catch('')
    .default('')
    .meta({ title: 'Fields', control: 'fieldNames', placeholder: 'all numbers', showIf: shown }),
  countRows: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Count rows', description: 'With the calculation Count', showIf: shown }),
});

const schema = z.object({
  showHeader: z.boolean().catch(true).default(true).meta({ title: 'Header', group: TABLE }),
  cellHeight: z
    .enum(['sm', 'md', 'lg'])
    .catch('sm')
    .default('sm')
    .meta({ title: 'Row height', group: TABLE, labels: { sm: 'Small', md: 'Medium', lg: 'Large' } }),
  frameIndex: z.number().int().min(0).catch(0).default(0).meta({ hidden: 'chosen below the table' }),
  sortBy: z
    .array(sort)
    .max(10)
    .catch([])
    .default([])
    .meta({ title: 'Sort by', group: TABLE, control: 'tableSort', placeholder: 'none' }),
  footer: footer.catch(footer.parse({})).prefault({}).meta({ group: FOOTER }),
});

/** Options of the table panel by Grafana's names; wrong values fall back to their defaults. */
export const tableOptions = schema.catch(schema.parse({}));
export type TableOptions = z.infer<typeof schema>;

const CELL_TYPES = ['auto', 'color-text', 'color-background', 'gauge', 'sparkline', 'json-view', 'image'] as const;

const width = z.number().min(20).max(4000).optional().catch(undefined);

/** `fieldConfig.custom` of tables; `displayMode` is how older versions named the cell type. */
export const columnSchema = z.object({
  align: z
    .enum(['auto', 'left', 'center', 'right'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Alignment', group: COLUMN, labels: { center: 'Centre' } }),
  width: width.meta({ title: 'Width', group: COLUMN, unit: 'px' }),
  minWidth: width.meta({ title: 'Min width', group: COLUMN, unit: 'px' }),
  hidden: z.boolean().catch(false).default(false).meta({ title: 'Hide in table', group: COLUMN }),
  cellOptions: z
    .object({
      type: z
        .enum(CELL_TYPES)
        .catch('auto')
        .default('auto')
        .meta({
          title: 'Cell type',
          labels: {
            'color-text': 'Coloured text',
            'color-background': 'Coloured background',
            'json-view': 'JSON',
          },
        }),
      mode: z
        .enum(['basic', 'gradient', 'lcd'])
        .catch('gradient')
        .default('gradient')
        .meta({
          title: 'Style',
          labels: { lcd: 'LCD' },
          showIf: { option: 'type', in: ['gauge', 'color-background'] },
        }),
      applyToRow: z.boolean().catch(false).default(false).meta({ hidden: 'cells are coloured one by one' }),
    })
    .optional()
    .catch(undefined)
    .meta({ title: 'Cell type', group: COLUMN, control: 'composite' }),
  displayMode: z.string().optional().catch(undefined).meta({ hidden: 'an older way to say the cell type' }),
});

export interface ColumnStyle {
  readonly align: 'auto' | 'left' | 'center' | 'right';
  readonly width?: number | undefined;
  readonly minWidth?: number | undefined;
  readonly hidden: boolean;
  readonly cell: (typeof CELL_TYPES)[number];
  readonly gaugeMode: 'basic' | 'gradient' | 'lcd';
}

const OLD_MODES: Readonly<Record<string, Pick<ColumnStyle, 'cell' | 'gaugeMode'>>> = {
  'color-text': { cell: 'color-text', gaugeMode: 'gradient' },
  'color-background': { cell: 'color-background', gaugeMode: 'gradient' },
  'color-background-solid': { cell: 'color-background', gaugeMode: 'basic' },
  'gradient-gauge': { cell: 'gauge', gaugeMode: 'gradient' },
  'lcd-gauge': { cell: 'gauge', gaugeMode: 'lcd' },
  basic: { cell: 'gauge', gaugeMode: 'basic' },
};

/** How a column is shown; wrong values fall back to their defaults. */
export function columnStyle(custom: object | undefined): ColumnStyle {
  const parsed = columnSchema.safeParse(custom ?? {});
  const { align, width, minWidth, hidden, cellOptions, displayMode } = parsed.success
    ? parsed.data
    : columnSchema.parse({});
  const old = displayMode !== undefined && Object.hasOwn(OLD_MODES, displayMode) ? OLD_MODES[displayMode] : undefined;
  const cell = cellOptions ? { cell: cellOptions.type, gaugeMode: cellOptions.mode } : old;
  return { align, width, minWidth, hidden, ...(cell ?? { cell: 'auto', gaugeMode: 'gradient' }) };
}
