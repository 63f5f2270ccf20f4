/** A stored version by its number, or what is on the page and not saved yet. */
export type Compared = number | 'draft';

/** The older one first; a draft is newer than every version. */
export interface Comparison {
  readonly before: Compared;
  readonly after: Compared;
}

const NAME = 'compare';

/** Reads `compare=3..5` and `compare=5..draft`. */
export function readCompare(params: URLSearchParams): Comparison | undefined {
  const match = /^(\d{1,9})\.\.(\d{1,9}|draft)$/.exec(params.get(NAME) ?? '');
  if (match === null) return undefined;
  return comparison(Number(match[1]), match[2] === 'draft' ? 'draft' : Number(match[2]));
}

export function withCompare(params: URLSearchParams, compared: Comparison | undefined): URLSearchParams {
  const next = new URLSearchParams(params);
  if (compared === undefined) next.delete(NAME);
  else next.set(NAME, `${compared.before}..${compared.after}`);
  return next;
}

/** Both in the order of time. */
export function comparison(one: Compared, other: Compared): Comparison {
  const isInOrder = other === 'draft' || (one !== 'draft' && one < other);
  return isInOrder ? { before: one, after: other } : { before: other, after: one };
}

/** `Version 3`, `Unsaved changes`. */
export function comparedName(compared: Compared): string {
  return compared === 'draft' ? 'Unsaved changes' : `Version ${compared}`;
}

/** The choice of two to compare after one was ticked or unticked: at most two, the one ticked first gives way. */
export function withTicked(ticked: readonly Compared[], one: Compared): readonly Compared[] {
  if (ticked.includes(one)) return ticked.filter((other) => other !== one);
  return [...ticked, one].slice(-2);
}
