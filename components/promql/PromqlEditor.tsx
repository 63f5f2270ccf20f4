'use client';

import dynamic from 'next/dynamic';
import classes from './promql.module.css';
import type { PromqlFieldProps } from './promqlField';

const PromqlCodeMirror = dynamic(() => import('./PromqlCodeMirror').then((module) => module.PromqlCodeMirror), {
  ssr: false,
  loading: () => <div className={classes.fallback} aria-busy="true" />,
});

interface PromqlEditorProps extends PromqlFieldProps {
  /** Without an edge of its own, inside of a card. */
  readonly plain?: boolean;
}

/** Several lines of PromQL, with completion, checks and hover from the collector. Variables may stand anywhere. */
export function PromqlEditor({ plain, ...props }: PromqlEditorProps) {
  return (
    <div className={classes.editor} data-plain={plain || undefined}>
      <PromqlCodeMirror {...props} />
    </div>
  );
}

/** One line of PromQL, for forms: Enter runs it. */
export function ExpressionField(props: Omit<PromqlFieldProps, 'singleLine'>) {
  return <PromqlEditor {...props} singleLine />;
}
