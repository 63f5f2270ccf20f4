/** Values of options in words, for closed groups. Pure. */
import { z } from 'zod';
import { calcTitle } from '@/lib/dashboard/reduce';
import { unitName } from '@/lib/format/unitCatalog';
import { colorModeName } from './controls/fieldColorModes';
import { getPath } from './jsonPath';
import type { OptionField } from './optionField';
import { isChanged, objectOf, optionValue } from './panelValues';
import { readSteps } from './thresholdSteps';

const texts = z.array(z.string()).catch([]);
const anyList = z.array(z.unknown()).catch([]);

/** The value of an option in a few words; undefined for what says nothing. */
export function optionText(field: OptionField, value: unknown): string | undefined {
  const { control, title } = field;
  switch (control.kind) {
    case 'switch':
      return value === true ? title : undefined;
    case 'choice':
      return control.choices.find((choice) => choice.value === value)?.label;
    case 'choices': {
      const chosen = texts.parse(value);
      return (
        control.choices.flatMap(({ value: one, label }) => (chosen.includes(one) ? [label] : [])).join(', ') ||
        undefined
      );
    }
    case 'number':
    case 'slider':
      return typeof value === 'number' ? `${title.toLowerCase()} ${value}${field.unit === '%' ? ' %' : ''}` : undefined;
    case 'unit':
      return typeof value === 'string' && value !== '' ? unitName(value) : undefined;
    case 'color':
      return colorModeName(String(objectOf(value)['mode'] ?? ''));
    case 'calcs':
    case 'calc':
      return texts.parse(value).map(calcTitle).join(', ') || undefined;
    case 'thresholds':
      return readSteps(value)
        .steps.flatMap((step) => (step.value === null ? [] : [String(step.value)]))
        .join(', ');
    case 'mappings':
    case 'links':
      return String(anyList.parse(value).length || 'none');
    case 'composite': {
      const [first] = control.fields;
      return first && optionText(first, optionValue(first, getPath(objectOf(value), first.path)));
    }
    case 'text':
    case 'fieldName':
    case 'fields':
    case 'repeat':
      return typeof value === 'string' && value !== '' ? value : undefined;
    default:
      return undefined;
  }
}

/** What a closed group says of itself: the panel's title, its changed options, else its first choices. */
export function groupText(fields: readonly OptionField[], read: (field: OptionField) => unknown): string {
  const say = (field: OptionField) => optionText(field, optionValue(field, read(field)));
  const changed = fields.filter((field) => isChanged(field, read(field)));
  const title = fields.find(({ home, path }) => home === 'panel' && path[0] === 'title');
  const named = title && say(title);
  if (named !== undefined) return named;
  const spoken = changed.flatMap((field) => say(field) ?? []);
  const fallback = fields
    .filter(({ control }) => ['choice', 'composite', 'mappings', 'links', 'thresholds'].includes(control.kind))
    .flatMap((field) => say(field) ?? []);
  const [first = '', ...rest] = (spoken.length > 0 ? spoken : fallback).slice(0, 2);
  return [first, ...rest.map((text) => text.charAt(0).toLowerCase() + text.slice(1))].join(', ');
}
