import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { Annotation, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import type { CollectorLookups } from './collectorLookups';
import { promqlCompletion } from './promqlCompletion';
import type { PromqlFieldProps } from './promqlField';
import { promqlHover } from './promqlHover';
import { promqlLanguage } from './promqlLanguage';
import { promqlLint } from './promqlLint';
import { promqlTheme } from './promqlTheme';
import { variableMarks } from './variableMarks';

/** Marks a change that came from outside: undo of the dashboard, another value. */
const fromOutside = Annotation.define<boolean>();

interface PromqlView {
  readonly view: EditorView;
  /** Hands the text over if it is another one than was given. */
  readonly commit: () => void;
}

/** Builds the editor. `props` gives the newest props at any time, so that the editor need not be built again. */
export function createPromqlView(
  parent: HTMLElement,
  lookups: CollectorLookups,
  props: () => PromqlFieldProps,
  label: string,
): PromqlView {
  const { value, singleLine = false, readOnly = false } = props();
  const scope = () => props().scope;
  let handedOver = value;
  const commit = (): void => {
    const text = view.state.doc.toString();
    if (text === props().value || text === handedOver) return;
    handedOver = text;
    props().onCommit(text);
  };
  const run = () => {
    closeCompletion(view);
    commit();
    props().onRun?.();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: value,
      extensions: [
        Prec.highest(keymap.of([...runKeys(run, singleLine), savingKey(commit)])),
        EditorState.readOnly.of(readOnly),
        writing(label, singleLine, props().placeholder ?? ''),
        promqlLanguage,
        promqlTheme,
        variableMarks,
        promqlCompletion(lookups, scope),
        promqlHover(lookups, scope),
        promqlLint(scope),
        EditorView.domEventHandlers({ blur: () => commit() }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          const outside = transactions.some((transaction) => transaction.annotation(fromOutside) === true);
          if (docChanged) handedOver = outside ? state.doc.toString() : '\u0000';
        }),
      ],
    }),
  });
  return { view, commit };
}

/** The page saves; what it saves has to be there. */
function savingKey(commit: () => void) {
  const run = () => {
    commit();
    return false;
  };
  return { key: 'Mod-s', run };
}

/** Enter breaks the line, unless there is only one; Tab leaves the editor, unless it accepts a completion. */
function runKeys(run: () => boolean, singleLine: boolean) {
  return [
    { key: 'Mod-Enter', run },
    { key: 'Shift-Enter', run },
    { key: 'Tab', run: acceptCompletion },
    ...(singleLine ? [{ key: 'Enter', run: (view: EditorView) => acceptCompletion(view) || run() }] : []),
  ];
}

function writing(label: string, singleLine: boolean, hint: string): Extension[] {
  return [
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    placeholder(hint),
    tooltips({ position: 'fixed', parent: document.body }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': String(!singleLine),
      spellcheck: 'false',
    }),
    ...(singleLine
      ? [EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? onOneLine(change) : change))]
      : [EditorView.lineWrapping]),
  ];
}

/** A paste of several lines becomes one. */
function onOneLine(change: Parameters<Parameters<typeof EditorState.transactionFilter.of>[0]>[0]) {
  const text = change.newDoc.toString().replace(/\s*\n\s*/g, ' ');
  return [{ changes: { from: 0, to: change.startState.doc.length, insert: text }, selection: { anchor: text.length } }];
}

/** Puts another text in, and the cursor where it was as far as it fits. One from outside needs no commit. */
export function replaceText(view: EditorView, text: string, outside: boolean): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  const anchor = Math.min(view.state.selection.main.anchor, text.length);
  view.dispatch({
    changes: { from: 0, to: old.length, insert: text },
    selection: { anchor },
    annotations: fromOutside.of(outside),
  });
}
