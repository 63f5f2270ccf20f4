'use client';

import { useUrlParams } from '@/components/ui/useUrlParams';

/** The open tab in the address, by Grafana's name. */
export const EDITOR_TAB = 'tab';

export const EDITOR_TABS = ['queries', 'transformations', 'options'] as const;
export type EditorTab = (typeof EDITOR_TABS)[number];

/** The open tab of the panel editor; `options` is one on a narrow page only. */
export function useEditorTab(): readonly [EditorTab, (tab: EditorTab) => void] {
  const { params, replace } = useUrlParams();
  const named = params.get(EDITOR_TAB);
  const tab = EDITOR_TABS.find((name) => name === named) ?? 'queries';
  const open = (next: EditorTab) =>
    replace((query) => {
      const changed = new URLSearchParams(query);
      if (next === 'queries') changed.delete(EDITOR_TAB);
      else changed.set(EDITOR_TAB, next);
      return changed;
    });
  return [tab, open];
}
