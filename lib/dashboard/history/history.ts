/** Undo and redo of a document: pure, and cheap because documents share what an edit left alone. */

/** Steps that are remembered; older ones can no longer be undone. */
export const MAX_STEPS = 200;

interface Step<Document> {
  readonly label: string;
  readonly group: string | undefined;
  /** In `past` the document before the step, in `future` the one after it. */
  readonly document: Document;
}

export interface History<Document> {
  readonly present: Document;
  /** Oldest first. */
  readonly past: readonly Step<Document>[];
  /** Next redo first. */
  readonly future: readonly Step<Document>[];
  /** The next step begins anew, whatever its group: something happened in between. */
  readonly closed: boolean;
}

export function beginHistory<Document>(document: Document): History<Document> {
  return { present: document, past: [], future: [], closed: true };
}

/**
 * The history after an edit. The same document is no step. Steps that follow each other with the same group are one.
 */
export function withStep<Document>(
  history: History<Document>,
  {
    label,
    group,
    document,
  }: { readonly label: string; readonly group?: string | undefined; readonly document: Document },
): History<Document> {
  if (document === history.present) return history;
  const joins = group !== undefined && !history.closed && history.past.at(-1)?.group === group;
  const step = { label, group, document: history.present };
  const past = joins ? history.past : [...history.past, step].slice(-MAX_STEPS);
  return { present: document, past, future: [], closed: false };
}

/** The history one step back; the same when there is none. */
export function undone<Document>(history: History<Document>): History<Document> {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  const back = { ...step, document: history.present };
  return { present: step.document, past: history.past.slice(0, -1), future: [back, ...history.future], closed: true };
}

/** The history one step forward again; the same when there is none. */
export function redone<Document>(history: History<Document>): History<Document> {
  const [step, ...future] = history.future;
  if (step === undefined) return history;
  const again = { ...step, document: history.present };
  return { present: step.document, past: [...history.past, again], future, closed: true };
}

/** The history whose next step begins anew: after a save, or when the reader turned to something else. */
export function closedHistory<Document>(history: History<Document>): History<Document> {
  return history.closed ? history : { ...history, closed: true };
}

/** The history with the same change in every document it holds; the steps stay. */
export function mapHistory<Document>(
  history: History<Document>,
  change: (document: Document) => Document,
): History<Document> {
  const inStep = (step: Step<Document>): Step<Document> => ({ ...step, document: change(step.document) });
  return {
    ...history,
    present: change(history.present),
    past: history.past.map(inStep),
    future: history.future.map(inStep),
  };
}

export function undoLabel(history: History<unknown>): string | undefined {
  return history.past.at(-1)?.label;
}

export function redoLabel(history: History<unknown>): string | undefined {
  return history.future[0]?.label;
}
