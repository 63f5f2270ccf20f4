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
  filterable: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Filter', group: COLUMN, description: 'A button in the head chooses the values to show' }),
  footer: z
    .object({ reducers: z.array(z.string()).max(10).catch([]).default([]) })
    .optional()
    .catch(undefined)
    .meta({ hidden: 'a newer way to say the calculations of the footer, which is read too' }),
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
            sparkline: 'Small line',
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
      applyToRow: z
        .boolean()
        .catch(false)
        .default(false)
        .meta({ title: 'Colour the whole row', showIf: { option: 'type', in: ['color-background'] } }),
      valueDisplayMode: z
        .enum(['color', 'text', 'hidden'])
        .catch('color')
        .default('color')
        .meta({
          title: 'Value',
          labels: { color: 'In the colour of the bar', text: 'In the colour of text', hidden: 'Hidden' },
          showIf: { option: 'type', in: ['gauge'] },
        }),
      hideValue: z
        .boolean()
        .catch(false)
        .default(false)
        .meta({ title: 'Hide value', showIf: { option: 'type', in: ['sparkline'] } }),
      wrapText: z
        .boolean()
        .catch(false)
        .default(false)
        .meta({
          title: 'Wrap text',
          showIf: { option: 'type', in: ['auto', 'color-text', 'color-background', 'json-view'] },
        }),
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
  readonly valueDisplay: 'color' | 'text' | 'hidden';
  readonly applyToRow: boolean;
  readonly hideValue: boolean;
  readonly wrap: boolean;
  readonly filterable: boolean;
  /** Calculations of the footer that the column itself asks for. */
  readonly reducers: readonly string[];
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
  const style = parsed.success ? parsed.data : columnSchema.parse({});
  const { align, width, minWidth, hidden, filterable, cellOptions, displayMode } = style;
  const old = displayMode !== undefined && Object.hasOwn(OLD_MODES, displayMode) ? OLD_MODES[displayMode] : undefined;
  const cell = cellOptions ? { cell: cellOptions.type, gaugeMode: cellOptions.mode } : old;
  return {
    align,
    width,
    minWidth,
    hidden,
    filterable,
    ...(cell ?? { cell: 'auto', gaugeMode: 'gradient' }),
    valueDisplay: cellOptions?.valueDisplayMode ?? 'color',
    applyToRow: cellOptions?.applyToRow ?? false,
    hideValue: cellOptions?.hideValue ?? false,
    wrap: cellOptions?.wrapText ?? false,
    reducers: style.footer?.reducers ?? [],
  };
}
