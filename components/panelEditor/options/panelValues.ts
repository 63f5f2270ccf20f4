/** Reading and setting the options of a panel. Pure. */
import { z } from 'zod';
import type { FieldConfig, Json, JsonObject, Panel } from '@/lib/dashboard/document';
import { setProperty } from '@/lib/dashboard/fieldProperties';
import { getPath, sameJson, setPath } from './jsonPath';
import type { OptionField } from './optionField';

const linkList = z.array(z.record(z.string(), z.json())).catch([]);

/** The stored value of an option; undefined where the JSON has none. */
export function readOption(panel: Panel, { home, path }: OptionField): unknown {
  const [key = ''] = path;
  switch (home) {
    case 'options':
      return getPath(panel.options, path);
    case 'custom':
      return getPath(panel.fieldConfig.defaults.custom, path);
    case 'standard':
      return Object.entries(panel.fieldConfig.defaults).find(([name]) => name === key)?.[1];
    case 'panel':
      return Object.entries(panel).find(([name]) => name === key)?.[1];
  }
}

/** What an option means: its stored value where that is right, else its default. */
export function optionValue(field: OptionField, stored: unknown): unknown {
  const parsed = field.schema.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

/** True where the stored value is not the default. The title is no option that one could reset. */
export function isChanged(field: OptionField, stored: unknown): boolean {
  if (stored === undefined || (field.home === 'panel' && field.path[0] === 'title')) return false;
  return !sameJson(stored, optionValue(field, undefined));
}

function writeDefaults(panel: Panel, defaults: FieldConfig): Panel {
  return { ...panel, fieldConfig: { ...panel.fieldConfig, defaults } };
}

function withoutKey<Item extends object>(item: Item, key: string): Item {
  const copy = { ...item };
  Reflect.deleteProperty(copy, key);
  return copy;
}

function writePanelPart(panel: Panel, key: string, value: Json | undefined): Panel {
  switch (key) {
    case 'title':
    case 'description':
      return { ...panel, [key]: typeof value === 'string' ? value : '' };
    case 'transparent':
      return { ...panel, transparent: value === true };
    case 'links':
      return { ...panel, links: linkList.parse(value) };
    case 'repeat':
      return typeof value === 'string' && value !== '' ? { ...panel, repeat: value } : withoutKey(panel, key);
    case 'repeatDirection':
      return value === 'h' || value === 'v' ? { ...panel, repeatDirection: value } : withoutKey(panel, key);
    case 'maxPerRow':
      return typeof value === 'number' ? { ...panel, maxPerRow: value } : withoutKey(panel, key);
    default:
      throw new Error(`BUG: a panel has no option ${key}`);
  }
}

/** The panel with an option set, in Grafana's JSON; undefined takes the option away. */
export function writeOption(panel: Panel, { home, path }: OptionField, value: Json | undefined): Panel {
  const [key = ''] = path;
  const { defaults } = panel.fieldConfig;
  switch (home) {
    case 'options':
      return { ...panel, options: setPath(panel.options, path, value) };
    case 'custom':
      return writeDefaults(panel, { ...defaults, custom: setPath(defaults.custom ?? {}, path, value) });
    case 'standard':
      return writeDefaults(
        panel,
        value === undefined ? withoutKey(defaults, key) : setProperty(defaults, { id: key, value }),
      );
    case 'panel':
      return writePanelPart(panel, key, value);
  }
}

/**
 * Whether an option means anything at present. `all` are the options of the same schema, `read` gives their stored
 * values.
 */
export function isShown(
  field: OptionField,
  all: readonly OptionField[],
  read: (field: OptionField) => unknown,
): boolean {
  const { showIf, home } = field;
  if (showIf === undefined) return true;
  const other = all.find((one) => one.home === home && one.path.join('.') === showIf.option);
  if (other === undefined) return true;
  const value = optionValue(other, read(other));
  const listed = (list: readonly (string | boolean)[]) => list.some((item) => item === value);
  return (showIf.in === undefined || listed(showIf.in)) && (showIf.notIn === undefined || !listed(showIf.notIn));
}

/** The whole value of a composite after one of its parts was set: complete, as Grafana writes it. */
export function withPart(
  composite: OptionField,
  stored: unknown,
  part: OptionField,
  value: Json | undefined,
): JsonObject {
  const full = { ...objectOf(optionValue(composite, undefined)), ...objectOf(stored) };
  return setPath(full, part.path, value);
}

const anyObject = z.record(z.string(), z.json().optional()).catch({});

/** Any value as a JSON object; {} for what is none. */
export function objectOf(value: unknown): JsonObject {
  const entries = Object.entries(anyObject.parse(value ?? {}));
  return Object.fromEntries(entries.flatMap(([key, item]) => (item === undefined ? [] : [[key, item]])));
}
