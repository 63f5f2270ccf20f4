'use client';

import { useRef, useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { PromqlEditor } from '@/components/promql/PromqlEditor';
import type { PromqlHandle } from '@/components/promql/promqlField';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { SortableItem } from '@/components/ui/SortableItem';
import type { Target } from '@/lib/dashboard/document';
import { updateTarget } from '@/lib/dashboard/targets/editTargets';
import type { EditorScope } from '../useEditorScope';
import type { PanelDraft } from '../usePanelDraft';
import { ForeignQuery } from './ForeignQuery';
import { QueryFooter } from './QueryFooter';
import { QueryHead } from './QueryHead';
import { QueryOptions } from './QueryOptions';
import classes from './queries.module.css';
import { sourceChoices, sourceVariables } from './sourceChoices';

export interface QueryCardProps {
  readonly target: Target;
  readonly index: number;
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
  readonly loaded: PanelDataState;
  readonly onMove: (from: number, to: number) => void;
}

/** One query. */
export function QueryCard(props: QueryCardProps) {
  const { target, index, draft, scope, onMove } = props;
  const { refId } = target;
  const { dashboard } = useDashboard();
  const [open, setOpen] = useState(true);
  const editor = useRef<PromqlHandle>(null);
  const { bounds, refreshNow } = useTimeRange();
  const { foreign } = sourceChoices(sourceVariables(dashboard), draft.panel, target);
  const set = (label: string, change: Partial<Omit<Target, 'refId'>>, group?: string) =>
    draft.change(`${label} ${refId}`, updateTarget(draft.panel, refId, change), group && `${refId}-${group}`);
  return (
    <SortableItem list="queries" index={index} onMove={onMove} className={classes.card}>
      <QueryHead {...props} open={open} onOpen={setOpen} onChange={set} editor={editor} />
      {open ? (
        <>
          {foreign === undefined ? (
            <PromqlEditor
              plain
              label={`Query ${refId}`}
              value={target.expr}
              scope={scope.variables}
              bounds={bounds}
              placeholder="PromQL: type a metric, or Ctrl+Space"
              handle={editor}
              onCommit={(expr) => set('Edit query', { expr })}
              onRun={refreshNow}
            />
          ) : (
            <ForeignQuery target={target} type={foreign} />
          )}
          <QueryOptions target={target} report={scope.reports.get(refId)} loaded={props.loaded} onChange={set} />
        </>
      ) : (
        <p className={classes.folded}>{target.expr || 'No expression'}</p>
      )}
      <QueryFooter target={target} report={scope.reports.get(refId)} scope={scope.variables} />
    </SortableItem>
  );
}
