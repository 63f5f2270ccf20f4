'use client';

import { useEffect, useEffectEvent } from 'react';
import { useCanvas } from './CanvasContext';
import { usePanelActions } from './usePanelActions';

/** Ctrl+V in edit mode adds the copied panel, unless it goes into a text field. */
export function usePasteKey(): void {
  const { editing } = useCanvas();
  const { pasteText } = usePanelActions();
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const inText = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]');
    if (!editing || inText || event.defaultPrevented) return;
    event.preventDefault();
    pasteText(event.clipboardData?.getData('text/plain') ?? '');
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event);
    window.addEventListener('paste', listener);
    return () => window.removeEventListener('paste', listener);
  }, []);
}
