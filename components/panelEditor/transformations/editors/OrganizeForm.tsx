'use client';

import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { z } from 'zod';
import { LateText } from '@/components/ui/controls/LateText';
import { IconButton } from '@/components/ui/IconButton';
import { DragHandle, SortableItem } from '@/components/ui/SortableItem';
import { moveItem } from '@/lib/dashboard/targets/editTargets';
import type { TransformFormProps } from '../formProps';
import { fieldNames, orderedNames } from '../framesInfo';
import classes from '../transformations.module.css';

const schema = z.object({
  excludeByName: z.record(z.string(), z.boolean()).catch({}),
  indexByName: z.record(z.string(), z.coerce.number()).catch({}),
  renameByName: z.record(z.string(), z.string()).catch({}),
});

/** Fields in their order, each with its new name, shown or hidden. */
export function OrganizeForm({ step, frames, onChange }: TransformFormProps) {
  const { excludeByName, indexByName, renameByName } = schema.parse({
    excludeByName: step.options['excludeByName'],
    indexByName: step.options['indexByName'],
    renameByName: step.options['renameByName'],
  });
  const names = orderedNames(fieldNames(frames), indexByName);
  const set = (change: Readonly<Record<string, Readonly<Record<string, boolean | number | string>>>>) =>
    onChange({ ...step.options, ...change });
  const move = (from: number, to: number) => {
    const order = moveItem(names, from, to);
    set({ indexByName: { ...indexByName, ...Object.fromEntries(order.map((name, index) => [name, index])) } });
  };
  if (names.length === 0) return <p className={classes.nothing}>No fields come in yet.</p>;
  return (
    <ul className={classes.organize}>
      {names.map((name, index) => {
        const hidden = excludeByName[name] === true;
        return (
          <SortableItem
            key={name}
            list={`organize-${names[0]}`}
            index={index}
            onMove={move}
            className={classes.organizeRow}
          >
            <DragHandle list={`organize-${names[0]}`} index={index} onMove={move} name={`field ${name}`} />
            <IconButton
              icon={hidden ? IconEyeOff : IconEye}
              label={hidden ? `Show field ${name}` : `Hide field ${name}`}
              aria-pressed={hidden}
              onClick={() => set({ excludeByName: { ...excludeByName, [name]: !hidden } })}
            />
            <span className={classes.fieldName} data-hidden={hidden || undefined} title={name}>
              {name}
            </span>
            <LateText
              label={`New name of ${name}`}
              value={renameByName[name] ?? ''}
              placeholder="same name"
              onChange={(text) => set({ renameByName: { ...renameByName, [name]: text } })}
            />
          </SortableItem>
        );
      })}
    </ul>
  );
}
