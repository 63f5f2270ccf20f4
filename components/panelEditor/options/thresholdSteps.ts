/** Edits of a field's thresholds. Pure; steps stay in rising order with one base, whose value is null, first. */
import { z } from 'zod';
import type { FieldConfig, Json, ThresholdStep } from '@/lib/dashboard/document';
import { DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';

export type Thresholds = NonNullable<FieldConfig['thresholds']>;

const schema = z.object({
  mode: z.enum(['absolute', 'percentage']).catch('absolute').default('absolute'),
  steps: z.array(
    z.object({ value: z.number().nullable().catch(null).default(null), color: z.string().catch('green') }),
  ),
});

/** Any JSON as thresholds; what is none becomes the default. */
export function readSteps(value: unknown): Thresholds {
  const parsed = schema.safeParse(value);
  return parsed.success ? inOrder(parsed.data) : DEFAULT_THRESHOLDS;
}

/** The first step is the base whatever its value is, as in Grafana. */
function inOrder({ mode, steps }: Thresholds): Thresholds {
  const [base = { color: 'green' }, ...others] = steps;
  const rising = others.filter(({ value }) => value !== null).sort((a, b) => Number(a.value) - Number(b.value));
  return { mode, steps: [{ color: base.color, value: null }, ...rising] };
}

/** Colours of further steps, from calm to alarming. */
const NEXT_COLORS = ['yellow', 'orange', 'red', 'purple', 'blue'];

/** One more step above the highest. */
export function addStep({ mode, steps }: Thresholds): Thresholds {
  const top = steps.at(-1);
  const color = NEXT_COLORS.find((name) => !steps.some((step) => step.color === name)) ?? 'red';
  const value = top === undefined || top.value === null ? 80 : top.value + 10;
  return { mode, steps: [...steps, { value, color }] };
}

export function removeStep({ mode, steps }: Thresholds, index: number): Thresholds {
  return { mode, steps: steps.filter((_, i) => i !== index || i === 0) };
}

/** A step changed; with another value it may move. The base keeps its place. */
export function changeStep({ mode, steps }: Thresholds, index: number, change: Partial<ThresholdStep>): Thresholds {
  const changed = steps.map((step, i) =>
    i === index ? { ...step, ...(i === 0 ? { ...change, value: null } : change) } : step,
  );
  return inOrder({ mode, steps: changed });
}

/** As stored in the JSON. */
export function stepsToJson({ mode, steps }: Thresholds): Json {
  return { mode, steps: steps.map(({ value, color }) => ({ color, value })) };
}
