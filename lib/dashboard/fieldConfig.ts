/** Field options of a panel applied to its frames: defaults, then overrides in their order. */
import { z } from 'zod';
import { dashboardRegex } from './dashboardRegex';
import { fieldDisplayName } from './displayName';
import type { FieldConfig, FieldOverride, Panel } from './document';
import { setProperty } from './fieldProperties';
import type { Field, Frame, NumberField } from './frame';
import { calculate } from './reduce';
import type { ValueBounds } from './thresholds';

type Matcher = (field: Field, frame: Frame, name: string) => boolean;

const NEVER: Matcher = () => false;

const nameList = z.object({ mode: z.string().catch('include'), names: z.array(z.string()).catch([]) });
const valueTest = z.object({ reducer: z.string(), op: z.string(), value: z.coerce.number() });

function byValue(options: unknown): Matcher {
  const parsed = valueTest.safeParse(options);
  if (!parsed.success) return NEVER;
  const { reducer, op, value: wanted } = parsed.data;
  const tests: Record<string, (value: number) => boolean> = {
    gte: (value) => value >= wanted,
    gt: (value) => value > wanted,
    lte: (value) => value <= wanted,
    lt: (value) => value < wanted,
    eq: (value) => value === wanted,
    neq: (value) => value !== wanted,
  };
  const names: Record<string, string> = {
    '>=': 'gte',
    '>': 'gt',
    '<=': 'lte',
    '<': 'lt',
    '=': 'eq',
    '==': 'eq',
    '!=': 'neq',
  };
  const test = tests[names[op] ?? op];
  return (field) => {
    const value = field.type === 'number' ? calculate(field, reducer) : null;
    return value !== null && (test?.(value) ?? false);
  };
}

/** A matcher of Grafana's ids; an unknown or broken one matches nothing. `name` is the display name. */
export function compileFieldMatcher({ id, options }: FieldOverride['matcher']): Matcher {
  switch (id) {
    case 'byName':
      return (_field, _frame, name) => name === options;
    case 'byNames': {
      const parsed = nameList.safeParse(options);
      if (!parsed.success) return NEVER;
      const names = new Set(parsed.data.names);
      const exclude = parsed.data.mode === 'exclude';
      return (field, _frame, name) => names.has(name) !== exclude && (field.type !== 'time' || !exclude);
    }
    case 'byRegexp': {
      const test = typeof options === 'string' ? dashboardRegex(options) : undefined;
      return test ? (_field, _frame, name) => test(name) : NEVER;
    }
    case 'byType':
    case 'byTypes': {
      const types: readonly unknown[] = Array.isArray(options) ? options : [options];
      return (field) => types.includes(field.type);
    }
    case 'numeric':
      return (field) => field.type === 'number';
    case 'time':
      return (field) => field.type === 'time';
    case 'byFrameRefID':
      return (_field, frame) => frame.refId === options;
    case 'byValue':
      return byValue(options);
    case 'anything':
      return () => true;
    default:
      return NEVER;
  }
}

/**
 * The frames with every field's config worked out. `byName` and `byRegexp` see the display name that the defaults
 * give, as in Grafana. Frames and columns are not changed.
 */
export function applyFieldConfig(frames: readonly Frame[], fieldConfig: Panel['fieldConfig']): Frame[] {
  const overrides = fieldConfig.overrides.map(({ matcher, properties }) => ({
    matches: compileFieldMatcher(matcher),
    properties,
  }));
  const configure = (field: Field, frame: Frame): Field => {
    const base: Field = { ...field, config: { ...fieldConfig.defaults, ...field.config } };
    const name = fieldDisplayName(base, frame);
    let config: FieldConfig = base.config;
    for (const { matches, properties } of overrides) {
      if (matches(base, frame, name)) config = properties.reduce(setProperty, config);
    }
    return { ...base, config };
  };
  return frames.map((frame) => ({ ...frame, fields: frame.fields.map((field) => configure(field, frame)) }));
}

/**
 * What percentages, gauges and continuous colours of a field are measured against: its own min and max, else those
 * of all given fields.
 */
export function fieldBounds(config: FieldConfig, fields: readonly NumberField[]): ValueBounds {
  const least = config.min ?? Math.min(...fields.map((field) => calculate(field, 'min') ?? Number.POSITIVE_INFINITY));
  const most = config.max ?? Math.max(...fields.map((field) => calculate(field, 'max') ?? Number.NEGATIVE_INFINITY));
  const min = Number.isFinite(least) ? least : 0;
  return { min, max: Number.isFinite(most) ? most : min + 100 };
}

/** All number fields of the frames with their frames, in order. */
export function numberFields(frames: readonly Frame[]): { field: NumberField; frame: Frame }[] {
  return frames.flatMap((frame) =>
    frame.fields.flatMap((field) => (field.type === 'number' ? [{ field, frame }] : [])),
  );
}
