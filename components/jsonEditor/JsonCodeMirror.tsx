'use client';

import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { createJsonView, showNotes } from './createJsonView';
import classes from './jsonEditor.module.css';
import type { JsonEditorProps } from './jsonEditorField';

const NONE: NonNullable<JsonEditorProps['notes']> = [];

/** The editor itself; loaded by JsonEditor when the page has drawn. */
export function JsonCodeMirror(props: JsonEditorProps) {
  const { value, notes = NONE, label, readOnly } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const live = useRef(props);
  live.current = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is put in below, the editor stays
  useEffect(() => {
    if (parent.current === null) return;
    view.current = createJsonView(parent.current, live.current, (text) => live.current.onChange?.(text));
    return () => {
      view.current?.destroy();
      view.current = undefined;
    };
  }, [label, readOnly]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    if (view.current !== undefined) showNotes(view.current, notes);
  }, [notes]);
  return <div ref={parent} className={classes.holder} />;
}
