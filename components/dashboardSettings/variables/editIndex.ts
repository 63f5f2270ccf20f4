const NAME = 'editIndex';

/** The variable in the editor, as the address names it: its index. */
export function readEditIndex(params: URLSearchParams): number | undefined {
  const text = params.get(NAME);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** Opens a variable in the editor; without one the list of all. */
export function withEditIndex(params: URLSearchParams, index: number | undefined): URLSearchParams {
  const next = new URLSearchParams(params);
  if (index === undefined) next.delete(NAME);
  else next.set(NAME, String(index));
  return next;
}
