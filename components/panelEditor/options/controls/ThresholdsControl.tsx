'use client';

import { IconPlus, IconX } from '@tabler/icons-react';
import { Button } from '@/components/ui/Button';
import { NumberInput } from '@/components/ui/controls/NumberInput';
import { Segments } from '@/components/ui/controls/Segments';
import { IconButton } from '@/components/ui/IconButton';
import { plainWords } from '../describeOptions';
import { addStep, changeStep, readSteps, removeStep, stepsToJson, type Thresholds } from '../thresholdSteps';
import { ColorPicker } from './ColorPicker';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

const MODES = [
  { value: 'absolute', label: 'Absolute' },
  { value: 'percentage', label: 'Percent' },
];

/** Steps from the highest to the base, as they stand on an axis. */
export function ThresholdsControl({ value, onChange }: ControlProps) {
  const thresholds = readSteps(value);
  const { mode, steps } = thresholds;
  const set = (next: Thresholds, typing?: boolean) => onChange(stepsToJson(next), typing);
  return (
    <div className={classes.stack}>
      {steps
        .map((step, index) => {
          const name = step.value === null ? 'base' : `threshold ${step.value}`;
          return (
            // Steps have no other identity than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <div key={index} className={classes.line}>
              <ColorPicker
                label={`Colour of ${name}`}
                color={step.color}
                onChange={(color) => set(changeStep(thresholds, index, { color: color ?? 'green' }), true)}
              />
              <span className={classes.grow}>{step.color.startsWith('#') ? step.color : plainWords(step.color)}</span>
              {step.value === null ? (
                <span className={classes.base}>base</span>
              ) : (
                <>
                  <span className={classes.stepValue}>
                    <NumberInput
                      label={`Value of ${name}`}
                      value={step.value}
                      unit={mode === 'percentage' ? '%' : undefined}
                      late
                      onChange={(next) => next !== undefined && set(changeStep(thresholds, index, { value: next }))}
                    />
                  </span>
                  <IconButton
                    icon={IconX}
                    size={24}
                    label={`Remove ${name}`}
                    onClick={() => set(removeStep(thresholds, index))}
                  />
                </>
              )}
            </div>
          );
        })
        .reverse()}
      <div className={classes.line}>
        <Button onClick={() => set(addStep(thresholds))}>
          <IconPlus size={14} aria-hidden /> Add threshold
        </Button>
        <span className={classes.grow} />
        <span className={classes.modeChoice}>
          <Segments
            label="Threshold mode"
            choices={MODES}
            value={mode}
            onChange={(next) => set({ ...thresholds, mode: next === 'percentage' ? 'percentage' : 'absolute' })}
          />
        </span>
      </div>
    </div>
  );
}
