'use client';

import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { sameJson } from '../jsonPath';
import { emptyRow, fromRows, type MappingRow, toRows } from '../mappingRows';
import { moveItem } from '../moveItem';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';
import { MappingRowEditor } from './MappingRowEditor';

/**
 * Texts and colours in place of values; the first row that holds counts. Rows that the JSON cannot hold yet (two for
 * the same value) live here while they are typed.
 */
export function MappingsControl({ value, onChange }: ControlProps) {
  const [draft, setDraft] = useState<readonly MappingRow[]>([]);
  const rows = sameJson(fromRows(draft), fromRows(toRows(value))) ? draft : toRows(value);
  const set = (next: readonly MappingRow[], typing?: boolean) => {
    setDraft(next);
    onChange(next.length === 0 ? undefined : fromRows(next), typing);
  };
  return (
    <div className={classes.stack}>
      {rows.map((row, index) => (
        <MappingRowEditor
          // Rows have no other identity than their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={index}
          row={row}
          index={index}
          count={rows.length}
          onChange={(next) =>
            set(
              rows.map((one, i) => (i === index ? next : one)),
              true,
            )
          }
          onMove={(step) => set(moveItem(rows, index, step))}
          onRemove={() => set(rows.filter((_, i) => i !== index))}
        />
      ))}
      {rows.length === 0 ? <p className={classes.note}>Show text or a colour in place of values.</p> : null}
      <Button onClick={() => set([...rows, emptyRow('value')])}>
        <IconPlus size={14} aria-hidden /> Add mapping
      </Button>
    </div>
  );
}
