import { foldGutter } from '@codemirror/language';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { jsonLook } from './createJsonView';
import type { DiffSide } from './JsonDiff';

/** What is compared more coarsely from there on, so that two large documents do not hold the page up. */
const LIMITS = { scanLimit: 2000, timeout: 1000 };
/** Lines around a change that stay, and equal lines that are worth folding. */
const FOLDED = { margin: 3, minSize: 6 };

const marks = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { background: 'var(--crit-soft)' },
  '&.cm-merge-b .cm-changedLine': { background: 'var(--ok-soft)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline',
    textDecorationColor: 'var(--crit)',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline',
    textDecorationColor: 'var(--ok)',
  },
  '.cm-collapsedLines': {
    padding: '2px 12px',
    background: 'var(--track)',
    color: 'var(--muted)',
    // The font of code lacks the sign that stands here otherwise.
    '&:before, &:after': { content: '"⋯"' },
  },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--crit)' },
  '&.cm-merge-b .cm-changedLineGutter, .cm-changedLineGutter': { background: 'var(--ok)' },
});

/** Draws the comparison of two texts, both to be read only. @returns what takes it away */
export function createJsonDiff(parent: HTMLElement, before: DiffSide, after: DiffSide, unified: boolean): () => void {
  if (unified) {
    const merged = unifiedMergeView({
      original: before.text,
      mergeControls: false,
      collapseUnchanged: FOLDED,
      diffConfig: LIMITS,
    });
    const label = `${before.label} and ${after.label}`;
    const state = EditorState.create({
      doc: after.text,
      extensions: [...readOnly(label), EditorView.lineWrapping, merged],
    });
    const view = new EditorView({ parent, state });
    return () => view.destroy();
  }
  const view = new MergeView({
    parent,
    a: { doc: before.text, extensions: readOnly(before.label) },
    b: { doc: after.text, extensions: readOnly(after.label) },
    collapseUnchanged: FOLDED,
    diffConfig: LIMITS,
  });
  return () => view.destroy();
}

function readOnly(label: string): Extension[] {
  return [
    jsonLook,
    marks,
    lineNumbers(),
    foldGutter(),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', role: 'textbox', 'aria-readonly': 'true' }),
  ];
}
