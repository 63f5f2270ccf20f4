/** One difference between two documents, ready to be read. */
export interface Change {
  /** Where: `panels[7].fieldConfig.defaults.unit`. Panels and rows by id, variables and queries by name. */
  readonly path: string;
  /** `Panel CPU: unit bytes → percent`. */
  readonly label: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** JSON of the place; undefined where it did not exist. */
  readonly before: unknown;
  readonly after: unknown;
}

export function added(path: string, what: string, after: unknown): Change {
  return { path, label: `${what} added`, kind: 'added', before: undefined, after };
}

export function removed(path: string, what: string, before: unknown): Change {
  return { path, label: `${what} removed`, kind: 'removed', before, after: undefined };
}
