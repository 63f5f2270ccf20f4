'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { PlacedPanel, PlacedSection } from './repeats';
import {
  type InspectTab,
  readViewUrl,
  withEditPanel,
  withEditView,
  withInspect,
  withKiosk,
  withShare,
  withViewPanel,
} from './viewUrl';

/** What of a dashboard is in sight: all of it or one panel, with or without the bars. */
export interface DashboardViewState {
  /** The panel that fills the page. */
  readonly viewed: PlacedPanel | undefined;
  /** The address names a panel that the dashboard does not have. */
  readonly unknownPanel: string | undefined;
  readonly kiosk: boolean;
  /** Shows one panel, or all again when it is the one that is shown. */
  readonly togglePanel: (key: string) => void;
  readonly showAll: () => void;
  readonly setKiosk: (kiosk: boolean) => void;
  /** The panel in the panel editor, which stands in place of the panels. */
  readonly editPanelId: number | undefined;
  /** The page of settings that stands in place of the panels. */
  readonly editView: string | undefined;
  readonly openPanelEditor: (panelId: number) => void;
  readonly openSettings: (page?: string) => void;
  readonly openInspect: (panelKey: string, tab: InspectTab) => void;
  /** Without a panel the whole dashboard is shared. */
  readonly openShare: (panelKey?: string) => void;
}

/** Kept in the address, so that it can be linked and the back button leads back. */
export function useDashboardView(sections: readonly PlacedSection[]): DashboardViewState {
  const { params, push, replace } = useUrlParams();
  const { panel, kiosk, editPanel, editView } = useMemo(() => readViewUrl(params), [params]);
  const viewed = useMemo(() => (panel === undefined ? undefined : findPanel(sections, panel)), [sections, panel]);
  const keepScroll = useKeptScroll(viewed !== undefined || editPanel !== undefined || editView !== undefined);
  const viewedKey = viewed?.key;
  const showAll = useCallback(() => push((query) => withViewPanel(query, undefined)), [push]);
  const togglePanel = useCallback(
    (key: string) => {
      if (key === viewedKey) return showAll();
      if (viewedKey === undefined) keepScroll();
      push((query) => withViewPanel(query, key));
    },
    [viewedKey, showAll, keepScroll, push],
  );
  const setKiosk = useCallback((wanted: boolean) => replace((query) => withKiosk(query, wanted)), [replace]);
  const unknownPanel = viewed === undefined ? panel : undefined;
  const openers = useOpeners(keepScroll);
  return useMemo(
    () => ({
      viewed,
      unknownPanel,
      kiosk,
      editPanelId: editPanel,
      editView,
      togglePanel,
      showAll,
      setKiosk,
      ...openers,
    }),
    [viewed, unknownPanel, kiosk, editPanel, editView, togglePanel, showAll, setKiosk, openers],
  );
}

/** What leads to another view of the same dashboard; each is a step for the back button. */
function useOpeners(keepScroll: () => void) {
  const { push } = useUrlParams();
  return useMemo(
    () => ({
      openPanelEditor: (panelId: number) => {
        keepScroll();
        push((query) => withEditPanel(query, panelId));
      },
      openSettings: (page = 'settings') => {
        keepScroll();
        push((query) => withEditView(query, page));
      },
      openInspect: (panelKey: string, tab: InspectTab) => push((query) => withInspect(query, panelKey, tab)),
      openShare: (panelKey?: string) => push((query) => withShare(query, panelKey)),
    }),
    [push, keepScroll],
  );
}

/** By key, or by the panel's id: links know nothing of copies. */
function findPanel(sections: readonly PlacedSection[], wanted: string): PlacedPanel | undefined {
  const panels = sections.flatMap((section) => section.panels);
  return panels.find(({ key }) => key === wanted) ?? panels.find(({ panel }) => String(panel.id) === wanted);
}

/** Goes back to where the page was scrolled to before something took its place. Returns what remembers it. */
function useKeptScroll(viewing: boolean): () => void {
  const kept = useRef<number>(undefined);
  useEffect(() => {
    if (viewing) window.scrollTo(0, 0);
    else if (kept.current !== undefined) {
      window.scrollTo(0, kept.current);
      kept.current = undefined;
    }
  }, [viewing]);
  return useCallback(() => {
    kept.current = window.scrollY;
  }, []);
}
