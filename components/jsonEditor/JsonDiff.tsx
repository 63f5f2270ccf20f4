'use client';

import dynamic from 'next/dynamic';
import classes from './jsonEditor.module.css';

const JsonMerge = dynamic(() => import('./JsonMerge').then((module) => module.JsonMerge), {
  ssr: false,
  loading: () => <div className={classes.comparison} aria-busy="true" />,
});

export interface DiffSide {
  /** Its name for screen readers. */
  readonly label: string;
  readonly text: string;
}

export interface JsonDiffProps {
  readonly before: DiffSide;
  readonly after: DiffSide;
}

/** Two JSON texts side by side, with what differs marked and what is equal folded; in one column on the phone. */
export function JsonDiff(props: JsonDiffProps) {
  return <JsonMerge {...props} />;
}
