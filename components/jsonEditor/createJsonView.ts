import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  ensureSyntaxTree,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { findPath } from './findPath';
import type { JsonEditorProps, JsonNote } from './jsonEditorField';

/** Parsing a dashboard of 10 MB for the place of a note must not hold the page up. */
const PARSE_MS = 300;

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--json-name)' },
  { tag: tags.string, color: 'var(--json-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--json-number)' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--muted)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--text)', fontSize: '12px', background: 'var(--sunken)', height: '100%' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--strong)' },
  '.cm-cursor': { borderLeftColor: 'var(--strong)', borderLeftWidth: '2px' },
  '.cm-gutters': { border: '0', background: 'transparent', color: 'var(--muted)' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-tooltip': { border: '0', background: 'var(--raised)', color: 'var(--text)', boxShadow: 'var(--float)' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '2px solid var(--crit)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--crit)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--warn)' },
});

/** The look of JSON, for editors and comparisons of it. */
export const jsonLook = [json(), look, syntaxHighlighting(highlight)];

/** Builds the editor. `onText` hears of every change that its reader makes. */
export function createJsonView(
  parent: HTMLElement,
  { label, value, readOnly = false }: JsonEditorProps,
  onText: (text: string) => void,
): EditorView {
  const keys = [...closeBracketsKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab];
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: value,
      extensions: [
        jsonLook,
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        lintGutter(),
        EditorState.readOnly.of(readOnly),
        ...(readOnly ? [] : [highlightActiveLine()]),
        keymap.of(keys),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) onText(state.doc.toString());
        }),
      ],
    }),
  });
}

/** Marks what there is to say. */
export function showNotes(view: EditorView, notes: readonly JsonNote[]): void {
  const { state } = view;
  const tree = ensureSyntaxTree(state, state.doc.length, PARSE_MS);
  const diagnostics = notes.map(({ severity, message, at }): Diagnostic => {
    if ('path' in at) {
      const span =
        tree === null ? { from: 0, to: 0 } : findPath(tree, ({ from, to }) => state.sliceDoc(from, to), at.path);
      return { ...span, severity, message };
    }
    const line = state.doc.line(Math.min(at.line, state.doc.lines));
    const from = Math.min(line.from + at.column - 1, line.to);
    return { from, to: Math.min(from + 1, line.to), severity, message };
  });
  view.dispatch(setDiagnostics(state, diagnostics));
}
