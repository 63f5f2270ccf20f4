'use client';

import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { createJsonDiff } from './createJsonDiff';
import type { JsonDiffProps } from './JsonDiff';
import classes from './jsonEditor.module.css';

/** The comparison itself; loaded by JsonDiff when the page has drawn. */
export function JsonMerge({ before, after }: JsonDiffProps) {
  const parent = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 768px)', undefined, { getInitialValueInEffect: false });
  const { label: beforeLabel, text: beforeText } = before;
  const { label: afterLabel, text: afterText } = after;
  useEffect(() => {
    if (parent.current === null) return;
    return createJsonDiff(
      parent.current,
      { label: beforeLabel, text: beforeText },
      { label: afterLabel, text: afterText },
      narrow === true,
    );
  }, [beforeLabel, beforeText, afterLabel, afterText, narrow]);
  return <div ref={parent} className={classes.comparison} />;
}
