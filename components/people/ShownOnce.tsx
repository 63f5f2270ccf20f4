'use client';

import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './people.module.css';

interface ShownOnceProps {
  /** What it is, for the button's name: "token", "link". */
  readonly what: string;
  readonly text: string;
}

/** A secret that cannot be seen again, with a button that copies it. */
export function ShownOnce({ what, text }: ShownOnceProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => {
    // Missing on plain http beyond loopback; the text can be selected then.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  const Icon = copied === 'yes' ? IconCheck : IconCopy;
  return (
    <>
      <div className={classes.once}>
        <code>{text}</code>
        <Button onClick={copy} aria-label={`Copy ${what}`} style={{ height: 'auto' }}>
          <Icon size={16} aria-hidden />
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <span role="status" className={copied === 'failed' ? classes.problem : 'visuallyHidden'}>
        {copied === 'failed' ? 'The browser does not let us copy. Select the text and press Ctrl+C.' : ''}
        {copied === 'yes' ? 'Copied' : ''}
      </span>
    </>
  );
}
