'use client';

import { PickerButton } from '@/components/ui/controls/PickerButton';
import type { ControlProps } from './controlProps';

/** Any of several values, stored in the order of the choices. */
export function ChoicesControl({ field, value, onChange }: ControlProps) {
  const choices = field.control.kind === 'choices' ? field.control.choices : [];
  const chosen = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  const shown = choices.filter((choice) => chosen.includes(choice.value));
  const toggle = (picked: string) =>
    onChange(
      choices.flatMap((choice) => (chosen.includes(choice.value) !== (choice.value === picked) ? [choice.value] : [])),
    );
  return (
    <PickerButton
      label={field.title}
      text={shown.length === 0 ? 'none' : shown.map(({ label }) => label).join(', ')}
      isEmpty={shown.length === 0}
      groups={[{ name: '', items: choices }]}
      selected={chosen}
      multi
      onPick={toggle}
    />
  );
}
