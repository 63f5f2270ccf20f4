import type { Ref } from 'react';
import type { Selection } from '@/lib/api/client';
import type { VariableScope } from '@/lib/dashboard/variables/scope';

/** What one can do to an editor from outside. */
export interface PromqlHandle {
  readonly focus: () => void;
  /** The text as it stands, also before it is committed. */
  readonly text: () => string;
  /** Replaces the text and commits it. */
  readonly setText: (text: string) => void;
}

export interface PromqlFieldProps {
  /** Its name for screen readers, `Query A`. */
  readonly label: string;
  readonly value: string;
  /** What variables stand for, built-in ones included. */
  readonly scope: VariableScope;
  /** The time range in which names and values are looked for; none: all times. */
  readonly bounds?: Pick<Selection, 'fromMs' | 'toMs'> | undefined;
  readonly placeholder?: string;
  /** One line: Enter runs, line breaks become spaces. */
  readonly singleLine?: boolean;
  readonly readOnly?: boolean;
  /** The text when the editor is left, or when it is run, if it is another one. */
  readonly onCommit: (text: string) => void;
  /** Shift+Enter or Ctrl+Enter, after `onCommit`. */
  readonly onRun?: () => void;
  readonly handle?: Ref<PromqlHandle>;
}
