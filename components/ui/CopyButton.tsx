'use client';

import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from './Button';

interface CopyButtonProps {
  /** What is copied, for the button's name: "link". */
  readonly what: string;
  /** What stands on the button; `Copy` where one thing alone is copied. */
  readonly label?: string;
  /** Asked when the button is pressed: it may be long. */
  readonly text: () => string;
  readonly variant?: 'default' | 'primary';
  readonly disabled?: boolean;
}

/** Copies a text and says so. */
export function CopyButton({ what, label = 'Copy', text, variant = 'default', disabled = false }: CopyButtonProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => {
    // Missing on plain http beyond loopback; the text can be selected then.
    const writing = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => {
        setCopied('yes');
        setTimeout(() => setCopied('no'), 3000);
      },
      () => setCopied('failed'),
    );
  };
  const word = copied === 'yes' ? 'Copied' : label;
  const Icon = copied === 'yes' ? IconCheck : IconCopy;
  return (
    <>
      <Button
        variant={variant}
        onClick={copy}
        disabled={disabled}
        aria-label={word === label && label !== 'Copy' ? label : `${word} ${what}`}
      >
        <Icon size={15} aria-hidden />
        {word}
      </Button>
      <span role="status" className={copied === 'failed' ? '' : 'visuallyHidden'}>
        {copied === 'failed' ? 'The browser does not let us copy. Select the text and press Ctrl+C.' : ''}
        {copied === 'yes' ? 'Copied' : ''}
      </span>
    </>
  );
}
