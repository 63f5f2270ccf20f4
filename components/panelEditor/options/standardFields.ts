/** Options that are the same for all panel types: of the panel itself and of its fields. */
import { z } from 'zod';
import type { StandardOption } from '@/components/panels/panelType';
import { DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';
import type { ControlKind, OptionField } from './optionField';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const list = z.array(z.unknown()).catch([]).default([]);
const STANDARD = 'Standard options';

type Part = Pick<OptionField, 'title' | 'schema' | 'control'> & Partial<OptionField>;

const base = { home: 'standard', group: STANDARD, placeholder: 'auto' } as const;
const realNumber: ControlKind = { kind: 'number', integer: false };

const PARTS: Readonly<Record<StandardOption, Part>> = {
  unit: { title: 'Unit', schema: text, control: { kind: 'unit' }, placeholder: 'none' },
  min: { title: 'Min', schema: number, control: realNumber, description: 'Bounds of axes, gauges and colour scales' },
  max: { title: 'Max', schema: number, control: realNumber, description: 'Bounds of axes, gauges and colour scales' },
  decimals: { title: 'Decimals', schema: number, control: { kind: 'number', integer: true, min: 0, max: 20 } },
  displayName: {
    title: 'Display name',
    schema: text,
    control: { kind: 'text' },
    description: 'Replaces the name of the series; may hold ${__field.labels.x}',
  },
  color: { title: 'Colour', schema: z.unknown(), control: { kind: 'color' } },
  noValue: { title: 'No value', schema: text, control: { kind: 'text' }, placeholder: '–' },
  thresholds: {
    title: 'Thresholds',
    group: 'Thresholds',
    schema: z.unknown().default(DEFAULT_THRESHOLDS),
    control: { kind: 'thresholds' },
  },
  mappings: { title: 'Value mappings', group: 'Value mappings', schema: list, control: { kind: 'mappings' } },
  links: { title: 'Data links', group: 'Data links', schema: list, control: { kind: 'links' } },
};

/** The standard options of a panel type, in the order of the form. */
export function standardFields(names: readonly StandardOption[]): OptionField[] {
  return names.map((name) => ({ ...base, path: [name], ...PARTS[name] }));
}

const PANEL = { home: 'panel', group: 'Panel options', placeholder: 'none' } as const;

/** Options of the panel itself. */
export const PANEL_FIELDS: readonly OptionField[] = [
  { ...PANEL, path: ['title'], title: 'Title', control: { kind: 'text' }, schema: z.string().catch('').default('') },
  {
    ...PANEL,
    path: ['description'],
    title: 'Description',
    control: { kind: 'textArea' },
    schema: z.string().catch('').default(''),
  },
  {
    ...PANEL,
    path: ['transparent'],
    title: 'Transparent',
    control: { kind: 'switch' },
    schema: z.boolean().catch(false).default(false),
  },
  { ...PANEL, path: ['links'], title: 'Panel links', control: { kind: 'links' }, schema: list },
  {
    ...PANEL,
    path: ['repeat'],
    title: 'Repeat by variable',
    description: 'One copy of the panel for each value of a variable',
    control: { kind: 'repeat' },
    schema: text,
  },
  {
    ...PANEL,
    path: ['repeatDirection'],
    title: 'Repeat direction',
    control: {
      kind: 'choice',
      choices: [
        { value: 'h', label: 'Horizontal' },
        { value: 'v', label: 'Vertical' },
      ],
    },
    schema: z.enum(['h', 'v']).catch('h').default('h'),
  },
  {
    ...PANEL,
    path: ['maxPerRow'],
    title: 'Max per row',
    control: { kind: 'number', integer: true, min: 1, max: 24 },
    placeholder: '4',
    schema: number,
  },
];
