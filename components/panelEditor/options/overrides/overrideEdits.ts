/** Edits of a panel's overrides. Pure. */
import type { FieldOverride, Json, Panel } from '@/lib/dashboard/document';
import { moveItem } from '../moveItem';
import type { OptionField } from '../optionField';
import { optionValue } from '../panelValues';

export type Property = FieldOverride['properties'][number];

/** The id that overrides use for an option: `unit`, `custom.lineWidth`. */
export function propertyId({ home, path }: OptionField): string {
  return home === 'custom' ? `custom.${path.join('.')}` : path.join('.');
}

export function withOverrides(panel: Panel, overrides: readonly FieldOverride[]): Panel {
  return { ...panel, fieldConfig: { ...panel.fieldConfig, overrides } };
}

export function replaceOverride(panel: Panel, index: number, override: FieldOverride): Panel {
  return withOverrides(
    panel,
    panel.fieldConfig.overrides.map((one, i) => (i === index ? override : one)),
  );
}

export function addOverride(panel: Panel, matcher: FieldOverride['matcher']): Panel {
  return withOverrides(panel, [...panel.fieldConfig.overrides, { matcher, properties: [] }]);
}

export function removeOverride(panel: Panel, index: number): Panel {
  return withOverrides(
    panel,
    panel.fieldConfig.overrides.filter((_, i) => i !== index),
  );
}

export function moveOverride(panel: Panel, index: number, step: -1 | 1): Panel {
  return withOverrides(panel, moveItem(panel.fieldConfig.overrides, index, step));
}

/** With one more property at its default, or at what one most likely wants. */
export function addProperty(override: FieldOverride, field: OptionField): FieldOverride {
  const value = firstValue(field);
  const property: Property = { id: propertyId(field), ...(value === undefined ? {} : { value }) };
  return { ...override, properties: [...override.properties, property] };
}

function firstValue(field: OptionField): Json | undefined {
  // A series that gets a colour of its own gets a single one.
  if (field.control.kind === 'color') return { mode: 'fixed', fixedColor: 'blue' };
  const value = optionValue(field, undefined);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** With the value of a property set; undefined takes only the value away. */
export function setPropertyValue(override: FieldOverride, index: number, value: Json | undefined): FieldOverride {
  const set = ({ id }: Property): Property => (value === undefined ? { id } : { id, value });
  return { ...override, properties: override.properties.map((one, i) => (i === index ? set(one) : one)) };
}

export function removeProperty(override: FieldOverride, index: number): FieldOverride {
  return { ...override, properties: override.properties.filter((_, i) => i !== index) };
}
