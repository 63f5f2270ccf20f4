'use client';

import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { panelPadding, TEXT_PADDING_PX } from '../padding';
import type { PanelProps } from '../panelType';
import type { TextOptions } from './options';
import { safeElements } from './safeElements';
import styles from './text.module.css';

/** Hostile markup as React elements. Needs a DOM: DOMPurify would hand the text back unchanged without one. */
function render(markup: string): ReactNode {
  if (!DOMPurify.isSupported) return null;
  const fragment = DOMPurify.sanitize(markup, {
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: ['form', 'input', 'button', 'textarea', 'select'],
  });
  return safeElements(fragment);
}

const never = () => () => {};

/** False on the server and during hydration, then true: both must make the same first page. */
function useIsBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Text by the dashboard's author, with variables filled in: Markdown, HTML or code. */
export function TextPanel({ options, host }: PanelProps<TextOptions>) {
  const isBrowser = useIsBrowser();
  const text = host.interpolate(options.content);
  const { mode } = options;
  const content = useMemo(() => {
    if (!isBrowser || mode === 'code') return null;
    return render(mode === 'html' ? text : marked.parse(text, { async: false, gfm: true }));
  }, [isBrowser, mode, text]);
  if (mode === 'code') {
    return (
      <pre className={styles['code']} style={panelPadding(TEXT_PADDING_PX)}>
        <code>{text}</code>
      </pre>
    );
  }
  return (
    <div className={styles['text']} style={panelPadding(TEXT_PADDING_PX)}>
      {content}
    </div>
  );
}
