'use client';

import dynamic from 'next/dynamic';
import classes from './jsonEditor.module.css';
import type { JsonEditorProps } from './jsonEditorField';

const JsonCodeMirror = dynamic(() => import('./JsonCodeMirror').then((module) => module.JsonCodeMirror), {
  ssr: false,
  loading: () => <div className={classes.holder} aria-busy="true" />,
});

/** JSON with line numbers, folding and notes at their places. Fills its parent. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <div className={classes.editor}>
      <JsonCodeMirror {...props} />
    </div>
  );
}
