'use client';

import { useMemo } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import type { Transformation } from '@/lib/dashboard/document';
import { moveItem } from '@/lib/dashboard/targets/editTargets';
import { framesBefore } from '@/lib/dashboard/transform/applyTransformations';
import type { TransformContext } from '@/lib/dashboard/transform/transformation';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { EditorScope } from '../useEditorScope';
import type { PanelDraft } from '../usePanelDraft';
import { TransformationCard } from './TransformationCard';
import { TransformationPicker } from './TransformationPicker';
import classes from './transformations.module.css';

interface TransformationsTabProps {
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
  readonly loaded: PanelDataState;
}

/** The steps between the answers and the drawing, in their order. */
export function TransformationsTab({ draft, scope, loaded }: TransformationsTabProps) {
  const { panel, change } = draft;
  const { transformations } = panel;
  const context = useMemo<TransformContext>(
    () => ({ interpolate: (text) => interpolate(text, scope.variables, 'text') }),
    [scope.variables],
  );
  const entering = useMemo(
    () => transformations.map((_, index) => framesBefore(loaded.raw ?? [], transformations, index, context)),
    [transformations, loaded.raw, context],
  );
  const set = (label: string, next: readonly Transformation[]) => change(label, { ...panel, transformations: next });
  const move = (from: number, to: number) => {
    const next = moveItem(transformations, from, to);
    if (next !== transformations) set('Move transformation', next);
  };
  const put = (index: number, label: string, step: Transformation | undefined) => {
    set(
      label,
      transformations.flatMap((old, i) => (i !== index ? [old] : step === undefined ? [] : [step])),
    );
  };
  return (
    <div className={classes.steps}>
      {transformations.length === 0 ? (
        <p className={classes.nothing}>
          Transformations change the answers before they are drawn: join them, calculate fields, rename, filter and
          sort.
        </p>
      ) : null}
      <ol className={classes.list}>
        {transformations.map((step, index) => (
          <TransformationCard
            // Steps have no identity of their own, and the same kind may come twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={`${index}-${step.id}`}
            step={step}
            index={index}
            frames={entering[index] ?? []}
            context={context}
            problem={loaded.transformed?.problems.find((problem) => problem.index === index)?.message}
            onChange={(label, next) => put(index, label, next)}
            onMove={move}
          />
        ))}
      </ol>
      <div>
        <TransformationPicker onPick={(id, name) => set(`Add ${name}`, [...transformations, { id, options: {} }])} />
      </div>
    </div>
  );
}
