import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours are CSS variables, so that the theme of the page holds (promql.module.css). */
const highlight = HighlightStyle.define([
  { tag: [tags.function(tags.variableName), tags.operatorKeyword], color: 'var(--promql-function)' },
  { tag: tags.labelName, color: 'var(--promql-label)' },
  { tag: tags.string, color: 'var(--promql-string)' },
  { tag: tags.number, color: 'var(--promql-number)' },
  { tag: [tags.modifier, tags.logicOperator], color: 'var(--promql-keyword)' },
  { tag: [tags.operator, tags.arithmeticOperator, tags.bracket, tags.paren, tags.brace], color: 'var(--muted)' },
  { tag: tags.squareBracket, color: 'var(--promql-number)' },
  { tag: tags.variableName, color: 'var(--strong)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
]);

const FLOAT = {
  border: '0',
  borderRadius: '4px',
  background: 'var(--raised)',
  color: 'var(--text)',
  boxShadow: 'var(--float)',
  zIndex: '400',
  fontSize: '12px',
};

const look = EditorView.theme({
  '&': { color: 'var(--text)', fontSize: '13px', background: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '22px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '5px 0', caretColor: 'var(--strong)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--strong)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-gutters': { border: '0', background: 'transparent', color: 'var(--muted)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '24px', padding: '0 2px 0 8px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--track)', outline: '1px solid var(--control)' },
  '.cm-promqlVariable, .cm-promqlVariable span': { color: 'var(--promql-number)' },
  '.cm-tooltip': FLOAT,
  '.cm-tooltip .cm-tooltip-arrow': { display: 'none' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontVariantLigatures: 'none',
    maxHeight: '264px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-soft)', color: 'var(--strong)' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionDetail': { marginLeft: '12px', color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-tooltip.cm-completionInfo': { ...FLOAT, maxWidth: '320px', padding: '8px 10px', marginLeft: '4px' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '2px solid var(--crit)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--crit)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--warn)' },
});

export const promqlTheme: Extension = [look, syntaxHighlighting(highlight)];
