import { z } from 'zod';

const sort = z.object({ displayName: z.string(), desc: z.boolean().catch(false).default(false) });

const footer = z.object({
  show: z.boolean().catch(false).default(false),
  /** A list of one calc, as Grafana stores it. */
  reducer: z.array(z.string()).max(20).catch([]).default([]),
  fields: z
    .union([z.string(), z.array(z.string())])
    .catch('')
    .default(''),
  countRows: z.boolean().catch(false).default(false),
});

const schema = z.object({
  showHeader: z.boolean().catch(true).default(true),
  cellHeight: z.enum(['sm', 'md', 'lg']).catch('sm').default('sm'),
  frameIndex: z.number().int().min(0).catch(0).default(0),
  sortBy: z.array(sort).max(10).catch([]).default([]),
  footer: footer.catch(footer.parse({})).prefault({}),
});

/** Options of the table panel by Grafana's names; wrong values fall back to their defaults. */
export const tableOptions = schema.catch(schema.parse({}));
export type TableOptions = z.infer<typeof schema>;

const CELL_TYPES = ['auto', 'color-text', 'color-background', 'gauge', 'sparkline', 'json-view', 'image'] as const;

/** `fieldConfig.custom` of tables; `displayMode` is how older versions named the cell type. */
export const columnSchema = z.object({
  align: z.enum(['auto', 'left', 'center', 'right']).catch('auto').default('auto'),
  width: z.number().min(20).max(4000).optional().catch(undefined),
  minWidth: z.number().min(20).max(4000).optional().catch(undefined),
  hidden: z.boolean().catch(false).default(false),
  cellOptions: z
    .object({
      type: z.enum(CELL_TYPES).catch('auto').default('auto'),
      mode: z.enum(['basic', 'gradient', 'lcd']).catch('gradient').default('gradient'),
      applyToRow: z.boolean().catch(false).default(false),
    })
    .optional()
    .catch(undefined),
  displayMode: z.string().optional().catch(undefined),
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
