import type { FunctionSignature } from '@/lib/promql/functions';

const NAMES = { scalar: 'scalar', vector: 'instant vector', matrix: 'range vector', string: 'string' } as const;

/** `(range vector) → instant vector`; what may be left out stands in brackets. */
export function signatureText({ args, optional = 0, variadic = false, returns }: FunctionSignature): string {
  const parts = args.map((type, index) => {
    const repeated = variadic && index === args.length - 1;
    const name = NAMES[type];
    if (repeated) return `[${name}, …]`;
    return index >= args.length - optional ? `[${name}]` : name;
  });
  return `(${parts.join(', ')}) → ${NAMES[returns]}`;
}
