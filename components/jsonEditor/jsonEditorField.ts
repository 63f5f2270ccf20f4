/** Something to say about JSON text, at its place. */
export interface JsonNote {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Line and column from 1, or the path of a value as `panels[3].title`; the nearest value that is there is marked. */
  readonly at: { readonly line: number; readonly column: number } | { readonly path: string };
}

export interface JsonEditorProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** A new value replaces what stands in the editor. */
  readonly value: string;
  readonly onChange?: (text: string) => void;
  readonly notes?: readonly JsonNote[];
  readonly readOnly?: boolean;
}
