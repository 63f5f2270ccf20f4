'use client';

import { useMemo } from 'react';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { formatText } from '@/lib/format/formatValue';
import { UNIT_CATEGORIES, unitName } from '@/lib/format/unitCatalog';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

/** A unit by category, with a value of the data in it; any text becomes a suffix, as in Grafana. */
export function UnitControl({ field, value, data, onChange }: ControlProps) {
  const unit = typeof value === 'string' ? value : '';
  const groups = useMemo(
    () =>
      UNIT_CATEGORIES.map(({ name, units }) => ({
        name,
        items: units.map(({ id, name: label }) => ({
          value: id,
          label,
          detail: formatText(data.sample, { unit: id, nowMs: Date.now() }),
        })),
      })),
    [data.sample],
  );
  return (
    <span className={classes.stack}>
      <PickerButton
        label={field.title}
        text={unit === '' ? field.placeholder : unitName(unit)}
        isEmpty={unit === ''}
        groups={groups}
        selected={[unit]}
        freeText="Use unit"
        onPick={(next) => onChange(next)}
      />
    </span>
  );
}
