'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import classes from './panelEditor.module.css';
import { useInBrowser } from './useInBrowser';

/** Fills the page. What lies below cannot be reached until this is gone. */
export function OverPage({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const inBrowser = useInBrowser();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!inBrowser) return;
    const page = document.getElementById('main')?.closest<HTMLElement>('body > *');
    page?.setAttribute('inert', '');
    page?.setAttribute('aria-hidden', 'true');
    section.current?.focus();
    return () => {
      page?.removeAttribute('inert');
      page?.removeAttribute('aria-hidden');
    };
  }, [inBrowser]);
  if (!inBrowser) return null;
  return createPortal(
    <section ref={section} className={classes.editor} aria-label={label} tabIndex={-1}>
      {children}
    </section>,
    document.body,
  );
}
