'use client';

import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { Button } from '@/components/ui/Button';
import { addTarget, moveItem } from '@/lib/dashboard/targets/editTargets';
import type { EditorScope } from '../useEditorScope';
import type { PanelDraft } from '../usePanelDraft';
import { PanelQueryOptions } from './PanelQueryOptions';
import { QueryCard } from './QueryCard';
import classes from './queries.module.css';

interface QueriesTabProps {
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
  readonly loaded: PanelDataState;
}

/** The queries of the panel, each with its text, its options and what it came to. */
export function QueriesTab({ draft, scope, loaded }: QueriesTabProps) {
  const { panel, change } = draft;
  const list = useRef<HTMLUListElement>(null);
  const known = useRef(panel.targets.length);
  useEffect(() => {
    if (panel.targets.length > known.current) list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    known.current = panel.targets.length;
  }, [panel.targets.length]);
  const move = (from: number, to: number) => {
    const targets = moveItem(panel.targets, from, to);
    if (targets !== panel.targets) change('Move query', { ...panel, targets });
  };
  return (
    <div className={classes.queries}>
      <PanelQueryOptions draft={draft} loaded={loaded} />
      {panel.targets.length === 0 ? <p className={classes.none}>This panel has no query yet.</p> : null}
      <ul ref={list} className={classes.list}>
        {panel.targets.map((target, index) => (
          <QueryCard
            key={target.refId}
            target={target}
            index={index}
            draft={draft}
            scope={scope}
            loaded={loaded}
            onMove={move}
          />
        ))}
      </ul>
      <div>
        <Button onClick={() => change('Add query', addTarget(panel))}>
          <IconPlus size={15} aria-hidden />
          Add query
        </Button>
      </div>
    </div>
  );
}
