'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent } from 'react';
import type { ShortcutGroup } from '@/components/shell/shortcutGroups';

interface ListKeys {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly list: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
}

/** For the dialog that lists the keys of the page. */
export const LIST_SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Dashboards',
    shortcuts: [
      { keys: ['/'], label: 'Search' },
      { keys: ['↓', '↑'], label: 'Down and up the list' },
      { keys: ['Enter'], label: 'Open; in the search, the first that was found' },
    ],
  },
];

const TEXT = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/**
 * `/` goes to the search field, arrows go from it down the rows and back, Enter in it opens the first row. Rows are
 * elements with `data-index` that hold a link.
 */
export function useListKeys({ search, list, count, virtualizer }: ListKeys): (event: KeyboardEvent) => void {
  const onSlash = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const taken = event.target instanceof Element && event.target.closest(TEXT) !== null;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || taken) return;
    event.preventDefault();
    search.current?.focus();
    search.current?.select();
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => onSlash(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const linkAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`) ?? null;
  const focusRow = (index: number) => {
    virtualizer.scrollToIndex(index);
    // A row that was not drawn yet is there in the next frame.
    requestAnimationFrame(() => linkAt(index)?.focus());
  };
  return (event) => {
    const { key, target } = event;
    const row = target instanceof Element ? target.closest('[data-index]') : null;
    const inSearch = target === search.current;
    if (!inSearch && row === null) return;
    const at = row === null ? -1 : Number(row.getAttribute('data-index'));
    if (key === 'ArrowDown' && at < count - 1) focusRow(at + 1);
    else if (key === 'ArrowUp' && at === 0) search.current?.focus();
    else if (key === 'ArrowUp' && at > 0) focusRow(at - 1);
    else if (key === 'Enter' && inSearch && count > 0) linkAt(0)?.click();
    else return;
    event.preventDefault();
  };
}
