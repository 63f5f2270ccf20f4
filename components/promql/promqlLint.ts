import { linter } from '@codemirror/lint';
import { type Extension, StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { lintTemplate } from '@/lib/dashboard/promqlTemplate/lintTemplate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';

/** Variables have other values: the same text may be right or wrong now. */
const scopeChanged = StateEffect.define<null>();

/** Marks what the collector would refuse, a moment after the last key. */
export function promqlLint(scope: () => VariableScope): Extension {
  return linter((view) => lintTemplate(view.state.doc.toString(), scope()), {
    delay: 400,
    needsRefresh: ({ transactions }) =>
      transactions.some(({ effects }) => effects.some((effect) => effect.is(scopeChanged))),
  });
}

/** Checks again with the variables as they are now. */
export function lintAgain(view: EditorView): void {
  view.dispatch({ effects: scopeChanged.of(null) });
}
