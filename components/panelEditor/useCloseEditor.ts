'use client';

import { useCallback } from 'react';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { EDITOR_TAB } from './editorTab';

/** Back to the dashboard: takes the panel editor out of the address. */
export function useCloseEditor(): () => void {
  const { push } = useUrlParams();
  return useCallback(
    () =>
      push((params) => {
        const next = new URLSearchParams(params);
        next.delete('editPanel');
        next.delete(EDITOR_TAB);
        return next;
      }),
    [push],
  );
}
