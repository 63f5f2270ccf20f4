'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { findPanelType } from '@/components/panels/registry';
import { type EditorTab, useEditorTab } from './editorTab';
import classes from './panelEditor.module.css';
import { QueriesTab } from './queries/QueriesTab';
import { TransformationsTab } from './transformations/TransformationsTab';
import type { EditorScope } from './useEditorScope';
import type { PanelDraft } from './usePanelDraft';

interface DataTabsProps {
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
  readonly loaded: PanelDataState;
  /** Given where options are a tab of their own. */
  readonly options: ReactNode | undefined;
}

interface TabEntry {
  readonly id: EditorTab;
  readonly label: string;
  readonly count?: number;
}

/** Queries and transformations of the panel. */
export function DataTabs({ draft, scope, loaded, options }: DataTabsProps) {
  const { panel } = draft;
  const [wanted, open] = useEditorTab();
  const tab = wanted === 'options' && options === undefined ? 'queries' : wanted;
  const id = useId();
  const entries: readonly TabEntry[] = [
    { id: 'queries', label: 'Queries', count: panel.targets.length },
    { id: 'transformations', label: 'Transformations', count: panel.transformations.length },
    ...(options === undefined ? [] : [{ id: 'options' as const, label: 'Options' }]),
  ];
  return (
    <div className={classes.data}>
      <TabList id={id} entries={entries} selected={tab} onSelect={open} />
      <div className={classes.tabPanel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {tab === 'queries' ? <QueriesTab draft={draft} scope={scope} loaded={loaded} /> : null}
        {tab === 'transformations' ? <TransformationsTab draft={draft} scope={scope} loaded={loaded} /> : null}
        {tab === 'options' ? options : null}
        {tab === 'queries' && findPanelType(panel.type)?.queries === false ? (
          <p className={classes.hint}>This visualisation shows no data; its queries are kept for another one.</p>
        ) : null}
      </div>
    </div>
  );
}

interface TabListProps {
  readonly id: string;
  readonly entries: readonly TabEntry[];
  readonly selected: EditorTab;
  readonly onSelect: (tab: EditorTab) => void;
}

function TabList({ id, entries, selected, onSelect }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = entries.findIndex((entry) => entry.id === selected);
    const next = entries[(at + step + entries.length) % entries.length];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div ref={list} className={classes.tabs} role="tablist" aria-label="Data of the panel">
      {entries.map(({ id: tab, label, count }) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`${id}-${tab}`}
          data-tab={tab}
          aria-selected={tab === selected}
          aria-controls={`${id}-panel`}
          tabIndex={tab === selected ? 0 : -1}
          className={classes.tab}
          onClick={() => onSelect(tab)}
          onKeyDown={onKeyDown}
        >
          {label}
          {count === undefined ? null : <span className={classes.count}>{count}</span>}
        </button>
      ))}
    </div>
  );
}
