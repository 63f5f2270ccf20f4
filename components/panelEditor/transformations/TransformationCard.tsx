'use client';

import { IconBug, IconEye, IconEyeOff, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { IconButton } from '@/components/ui/IconButton';
import { DragHandle, SortableItem } from '@/components/ui/SortableItem';
import type { Transformation } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { applyTransformations } from '@/lib/dashboard/transform/applyTransformations';
import { findTransformation } from '@/lib/dashboard/transform/registry';
import type { TransformContext } from '@/lib/dashboard/transform/transformation';
import { DebugFrames } from './DebugFrames';
import { StepForm } from './StepForm';
import classes from './transformations.module.css';

interface TransformationCardProps {
  readonly step: Transformation;
  readonly index: number;
  readonly frames: readonly Frame[];
  readonly context: TransformContext;
  /** Why the step was left out of the drawing. */
  readonly problem: string | undefined;
  readonly onChange: (label: string, step: Transformation | undefined) => void;
  readonly onMove: (from: number, to: number) => void;
}

/** One step: what it is, its form, and what it does to the data. */
export function TransformationCard({
  step,
  index,
  frames,
  context,
  problem,
  onChange,
  onMove,
}: TransformationCardProps) {
  const [debug, setDebug] = useState(false);
  const type = findTransformation(step.id);
  const name = type?.name ?? step.id;
  const disabled = step.disabled === true;
  const output = useMemo(
    () => (debug ? applyTransformations(frames, [step], context).frames : []),
    [debug, frames, step, context],
  );
  const { disabled: _, ...enabled } = step;
  return (
    <SortableItem list="transformations" index={index} onMove={onMove} className={classes.card}>
      <div className={classes.head}>
        <span className={classes.number}>{index + 1}</span>
        <strong data-off={disabled || undefined}>{name}</strong>
        <span className={classes.note}>{type?.description ?? 'not known here: kept as it is'}</span>
        <span className={classes.actions}>
          <IconButton
            icon={IconBug}
            label={`Show data of ${name}`}
            aria-pressed={debug}
            onClick={() => setDebug(!debug)}
          />
          <IconButton
            icon={disabled ? IconEyeOff : IconEye}
            label={disabled ? `Enable ${name}` : `Disable ${name}`}
            aria-pressed={disabled}
            onClick={() =>
              onChange(
                disabled ? `Enable ${name}` : `Disable ${name}`,
                disabled ? enabled : { ...step, disabled: true },
              )
            }
          />
          <IconButton icon={IconTrash} label={`Remove ${name}`} onClick={() => onChange(`Remove ${name}`, undefined)} />
          <DragHandle list="transformations" index={index} onMove={onMove} name={name} />
        </span>
      </div>
      {problem === undefined ? null : (
        <p className={classes.problem} role="status">
          {problem}
        </p>
      )}
      {step.filter === undefined ? null : (
        <p className={classes.note}>Only for {JSON.stringify(step.filter.options ?? step.filter.id)}</p>
      )}
      <StepForm step={step} frames={frames} onChange={(options) => onChange(`Change ${name}`, { ...step, options })} />
      {debug ? <DebugFrames input={frames} output={output} /> : null}
    </SortableItem>
  );
}
