'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { PlacedPanel, PlacedSection } from './repeats';
import {
  type Inspected,
  type InspectTab,
  readViewUrl,
  type Shared,
  type ShareTab,
  withEditPanel,
  withEditView,
  withInspect,
  withKiosk,
  withoutOverlay,
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
  readonly inspect: Inspected | undefined;
  readonly share: Shared | undefined;
  readonly openPanelEditor: (panelId: number) => void;
  readonly openSettings: (page?: string) => void;
  readonly openInspect: (panelKey: string, tab: InspectTab) => void;
  /** Without a panel the whole dashboard is shared. */
  readonly openShare: (panelKey?: string) => void;
  /** Shows another tab of what lies over the dashboard. */
  readonly switchInspect: (panelKey: string, tab: InspectTab) => void;
  readonly switchShare: (panelKey: string | undefined, tab: ShareTab) => void;
  readonly closeOverlay: () => void;
  /** By key, or by the panel's id: links know nothing of copies. */
  readonly find: (wanted: string) => PlacedPanel | undefined;
}

/** Kept in the address, so that it can be linked and the back button leads back. */
export function useDashboardView(sections: readonly PlacedSection[]): DashboardViewState {
  const { params, push, replace } = useUrlParams();
  const { panel, kiosk, editPanel, editView, inspect, share } = useMemo(() => readViewUrl(params), [params]);
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
  const find = useCallback((wanted: string) => findPanel(sections, wanted), [sections]);
  return useMemo(
    () => ({
      viewed,
      unknownPanel,
      kiosk,
      editPanelId: editPanel,
      editView,
      inspect,
      share,
      find,
      togglePanel,
      showAll,
      setKiosk,
      ...openers,
    }),
    [viewed, unknownPanel, kiosk, editPanel, editView, inspect, share, find, togglePanel, showAll, setKiosk, openers],
  );
}

/** What leads to another view of the same dashboard; each is a step for the back button. */
function useOpeners(keepScroll: () => void) {
  const { push, replace } = useUrlParams();
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
      switchInspect: (panelKey: string, tab: InspectTab) => replace((query) => withInspect(query, panelKey, tab)),
      switchShare: (panelKey: string | undefined, tab: ShareTab) => replace((query) => withShare(query, panelKey, tab)),
      closeOverlay: () => push(withoutOverlay),
    }),
    [push, replace, keepScroll],
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
