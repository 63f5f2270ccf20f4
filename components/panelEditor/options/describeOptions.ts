/** From an annotated zod schema (components/panels/optionMeta.ts) to the options of a form. Pure. */
import { type GlobalMeta, z } from 'zod';
import type { Choice } from '@/components/ui/controls/choice';
import type { ControlKind, OptionField, OptionHome } from './optionField';

type Schema = z.ZodType<unknown, unknown>;

function inside(schema: Schema): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodCatch) {
    return schema.unwrap();
  }
  // Of a conversion, the side that says what is stored or drawn, and not the function between them.
  if (schema instanceof z.ZodPipe) return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? schema.unwrap() : undefined;
}

/** The wrappers around a schema from outside to inside, then the schema itself. */
function layers(schema: Schema): Schema[] {
  const all: Schema[] = [];
  let current: unknown = schema;
  while (current instanceof z.ZodType) {
    all.push(current);
    current = inside(current);
  }
  return all;
}

/** The outermost annotation wins, part by part. */
function metaOf(all: readonly Schema[]): GlobalMeta {
  return Object.assign({}, ...all.map((layer) => layer.meta()).reverse());
}

/** `value_and_name` → `Value and name`, `stepBefore` → `Step before`. */
export function plainWords(name: string): string {
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function choicesOf(schema: z.ZodEnum, meta: GlobalMeta): Choice[] {
  return schema.options.map((option) => {
    const value = String(option);
    return { value, label: meta.labels?.[value] ?? plainWords(value) };
  });
}

function numberControl(schema: z.ZodNumber, kind: 'number' | 'slider', step: number | undefined): ControlKind {
  const bound = (value: number | null) => (value !== null && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null);
  const [min, max] = [bound(schema.minValue), bound(schema.maxValue)];
  return {
    kind,
    integer: schema.isInt,
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    ...(step === undefined ? {} : { step }),
  };
}

function controlOf(core: Schema, meta: GlobalMeta, home: OptionHome): ControlKind {
  if (meta.control === 'composite') {
    return { kind: 'composite', fields: walk(core, { home, path: [], group: meta.group ?? '' }) };
  }
  if (core instanceof z.ZodNumber)
    return numberControl(core, meta.control === 'slider' ? 'slider' : 'number', meta.step);
  if (meta.control !== undefined && meta.control !== 'slider') return { kind: meta.control };
  if (core instanceof z.ZodBoolean) return { kind: 'switch' };
  if (core instanceof z.ZodEnum) return { kind: 'choice', choices: choicesOf(core, meta) };
  const element = core instanceof z.ZodArray ? core.element : undefined;
  const item = element instanceof z.ZodType ? layers(element).at(-1) : undefined;
  if (item instanceof z.ZodEnum) return { kind: 'choices', choices: choicesOf(item, meta) };
  if (core instanceof z.ZodString) return { kind: 'text' };
  throw new Error(`BUG: no control for the option "${meta.title}" of type ${core.def.type}: give it meta.control`);
}

interface Place {
  readonly home: OptionHome;
  readonly path: readonly string[];
  readonly group: string;
}

function walk(schema: Schema, place: Place): OptionField[] {
  const all = layers(schema);
  const core = all.at(-1);
  const meta = metaOf(all);
  if (core === undefined || meta.hidden !== undefined) return [];
  const group = meta.group ?? place.group;
  const isBranch = place.path.length === 0 || meta.control !== 'composite';
  if (core instanceof z.ZodObject && isBranch) {
    return Object.entries<Schema>(core.shape).flatMap(([name, inner]) =>
      walk(inner, { home: place.home, path: [...place.path, name], group }),
    );
  }
  const title = meta.title ?? '';
  const control = controlOf(core, { ...meta, group }, place.home);
  return [
    {
      home: place.home,
      path: place.path,
      title,
      group,
      control,
      placeholder: meta.placeholder ?? 'auto',
      schema,
      ...(meta.description === undefined ? {} : { description: meta.description }),
      ...(meta.unit === undefined ? {} : { unit: meta.unit }),
      ...(meta.showIf === undefined ? {} : { showIf: meta.showIf }),
    },
  ];
}

/**
 * The options of a schema in its order. Objects are walked, unless they are one option (`control: composite`); what
 * is `hidden` is left out.
 */
export function describeOptions(schema: Schema, home: OptionHome): OptionField[] {
  return walk(schema, { home, path: [], group: '' });
}
