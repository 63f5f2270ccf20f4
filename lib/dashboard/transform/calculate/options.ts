import { z } from 'zod';
import type { FieldOverride } from '../../document';

/** By name (a number that names no field stands for itself), or by a matcher of fields. */
export type Operand = { readonly name: string } | { readonly matcher: FieldOverride['matcher'] };

/** An operand: older dashboards hold a name or a number as text, newer ones a matcher or a fixed value. */
const operand = z
  .union([
    z.string().transform((text): Operand => ({ name: text })),
    z.number().transform((number): Operand => ({ name: String(number) })),
    z
      .object({
        fixed: z.union([z.string(), z.number()]).optional().catch(undefined),
        matcher: z.object({ id: z.string(), options: z.json().optional() }).optional().catch(undefined),
      })
      .transform(
        ({ fixed, matcher }): Operand =>
          matcher === undefined
            ? { name: String(fixed ?? '') }
            : matcher.id === 'byName' && typeof matcher.options === 'string'
              ? { name: matcher.options }
              : { matcher: { id: matcher.id, ...(matcher.options === undefined ? {} : { options: matcher.options }) } },
      ),
  ])
  .catch({ name: '' });

const text = z.string().catch('').default('');

export const calculateOptions = z.object({
  mode: z
    .enum(['reduceRow', 'binary', 'unary', 'index', 'cumulativeFunctions', 'windowFunctions'])
    .catch('reduceRow')
    .default('reduceRow'),
  alias: text,
  replaceFields: z.boolean().catch(false).default(false),
  timeSeries: z.boolean().catch(true).default(true),
  reduce: z
    .object({
      include: z.array(z.string()).optional().catch(undefined),
      reducer: z.string().catch('sum').default('sum'),
    })
    .catch({ reducer: 'sum' })
    .default({ reducer: 'sum' }),
  binary: z
    .object({
      left: operand.default({ name: '' }),
      right: operand.default({ name: '' }),
      operator: z.string().catch('+').default('+'),
    })
    .optional()
    .catch(undefined),
  unary: z
    .object({ fieldName: text, operator: z.string().catch('abs').default('abs') })
    .optional()
    .catch(undefined),
  index: z
    .object({ asPercentile: z.boolean().catch(false).default(false) })
    .optional()
    .catch(undefined),
  cumulative: z
    .object({ field: text, reducer: z.string().catch('sum').default('sum') })
    .optional()
    .catch(undefined),
  window: z
    .object({
      field: text,
      reducer: z.string().catch('mean').default('mean'),
      windowSize: z.coerce.number().min(0).catch(0.1).default(0.1),
      windowSizeMode: z.enum(['percentage', 'fixed']).catch('percentage').default('percentage'),
      windowAlignment: z.enum(['trailing', 'centered']).catch('trailing').default('trailing'),
    })
    .optional()
    .catch(undefined),
});
export type CalculateOptions = z.infer<typeof calculateOptions>;
