import { forceLinting, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { lintTemplate } from '@/lib/dashboard/promqlTemplate/lintTemplate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';

/** Marks what the collector would refuse, a moment after the last key. */
export function promqlLint(scope: () => VariableScope): Extension {
  return linter((view) => lintTemplate(view.state.doc.toString(), scope()), { delay: 400 });
}

/** Checks again at once: variables have other values. */
export function lintAgain(view: EditorView): void {
  forceLinting(view);
}
