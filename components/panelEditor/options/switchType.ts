/** Turning a panel into one of another type. Pure. */
import type { z } from 'zod';
import type { PanelType } from '@/components/panels/panelType';
import type { JsonObject, Panel } from '@/lib/dashboard/document';
import { describeOptions } from './describeOptions';

/** What a panel had as each of its earlier types, so that going back loses nothing. */
export type TypeMemory = Readonly<Record<string, { readonly options: JsonObject; readonly custom?: JsonObject }>>;

/** The memory with what the panel has now. */
export function remember(memory: TypeMemory, panel: Panel): TypeMemory {
  const { custom } = panel.fieldConfig.defaults;
  return { ...memory, [panel.type]: { options: panel.options, ...(custom === undefined ? {} : { custom }) } };
}

function topKeys(schema: z.ZodType<unknown, unknown>, home: 'options' | 'custom'): Set<string> {
  return new Set(describeOptions(schema, home).map(({ path }) => path[0] ?? ''));
}

function pick(source: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([key]) => keys.has(key)));
}

/**
 * The panel as one of another type. Queries, standard options and overrides stay; of its options it takes what both
 * types have, or what it had when it was of that type before.
 */
export function switchType(panel: Panel, type: PanelType<unknown>, memory: TypeMemory): Panel {
  if (panel.type === type.type) return panel;
  const before = Object.hasOwn(memory, type.type) ? memory[type.type] : undefined;
  const { custom, ...defaults } = panel.fieldConfig.defaults;
  const options = before?.options ?? {
    ...type.convert?.(panel),
    ...pick(panel.options, topKeys(type.options, 'options')),
  };
  const kept = before ? before.custom : type.custom && custom && pick(custom, topKeys(type.custom, 'custom'));
  // The version of the plugin belongs to the type that it was.
  const { pluginVersion: _, ...unknown } = panel.unknown;
  return {
    ...panel,
    type: type.type,
    options,
    unknown,
    fieldConfig: {
      ...panel.fieldConfig,
      defaults: kept && Object.keys(kept).length > 0 ? { ...defaults, custom: kept } : defaults,
    },
  };
}
