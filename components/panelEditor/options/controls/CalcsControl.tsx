'use client';

import type { ListGroup } from '@/components/ui/controls/ChoiceList';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { CALC_TITLES, calcTitle } from '@/lib/dashboard/reduce';
import type { ControlProps } from './controlProps';

/** The same title twice (`Last`): what tells them apart. */
export function calcFullTitle(calc: string): string {
  return calc.endsWith('NotNull') ? `${calcTitle(calc)} *` : calcTitle(calc);
}

const GROUPS: readonly ListGroup[] = [
  {
    name: 'Calculations',
    items: Object.keys(CALC_TITLES).map((calc) => ({
      value: calc,
      label: calcFullTitle(calc),
      detail: calc.endsWith('NotNull') ? 'ignores gaps' : calc,
    })),
  },
  {
    name: 'Percentiles',
    items: [1, 5, 10, 25, 50, 75, 90, 95, 99].map((n) => ({ value: `p${n}`, label: `${n}th percentile` })),
  },
];

/** Calculations: several, in the order of their choice, or one that is stored as a list of one. */
export function CalcsControl({ field, value, onChange }: ControlProps) {
  const calcs = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  const multi = field.control.kind === 'calcs';
  const empty = multi ? 'none' : field.placeholder;
  return (
    <PickerButton
      label={field.title}
      text={calcs.length === 0 ? empty : calcs.map(calcFullTitle).join(', ')}
      isEmpty={calcs.length === 0}
      groups={GROUPS}
      selected={calcs}
      multi={multi}
      onPick={(calc) => onChange(multi ? toggled(calcs, calc) : [calc])}
    />
  );
}

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
