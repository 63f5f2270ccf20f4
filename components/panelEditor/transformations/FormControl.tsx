'use client';

import { z } from 'zod';
import { LateText } from '@/components/ui/controls/LateText';
import { NumberInput } from '@/components/ui/controls/NumberInput';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { Segments } from '@/components/ui/controls/Segments';
import { Select } from '@/components/ui/controls/Select';
import { Switch } from '@/components/ui/controls/Switch';
import type { Json } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { CALC_TITLES } from '@/lib/dashboard/reduce';
import { reducerTitle } from '@/lib/dashboard/transform/reducers';
import type { FormField } from './formFields';
import { fieldNames, labelNames, refIds } from './framesInfo';

interface FormControlProps {
  readonly field: FormField;
  readonly value: Json | undefined;
  readonly frames: readonly Frame[];
  readonly onChange: (value: Json | undefined) => void;
}

const FEW = 3;
const CALCS = Object.keys(CALC_TITLES).map((value) => ({ value, label: reducerTitle(value) }));
const list = z.array(z.string()).catch([]);

/** What edits one option of a transformation. */
export function FormControl({ field, value, frames, onChange }: FormControlProps) {
  const { label } = field;
  const text = typeof value === 'string' ? value : '';
  const setText = (next: string) => onChange(next === '' ? undefined : next);
  switch (field.kind) {
    case 'choice': {
      const Control = field.choices.length <= FEW ? Segments : Select;
      return (
        <Control label={label} choices={field.choices} value={text || field.choices[0]?.value} onChange={onChange} />
      );
    }
    case 'field':
      return (
        <FieldPicker
          label={label}
          name={operandText(value)}
          empty={field.empty}
          frames={frames}
          fixed={field.fixed === true}
          onPick={setText}
        />
      );
    case 'fields':
      return (
        <ManyPicker
          label={label}
          chosen={list.parse(value)}
          empty={field.empty}
          all={fieldNames(frames)}
          onChange={onChange}
        />
      );
    case 'labels':
      return (
        <ManyPicker
          label={label}
          chosen={list.parse(value)}
          empty={field.empty}
          all={labelNames(frames)}
          onChange={onChange}
        />
      );
    case 'refIds':
      return <RefIds label={label} pattern={text} all={refIds(frames)} onChange={setText} />;
    case 'calc':
      return <Select label={label} choices={CALCS} value={text || 'sum'} onChange={onChange} />;
    case 'calcs':
      return <CalcsPicker label={label} chosen={list.parse(value)} onChange={onChange} />;
    case 'switch':
      return <Switch label={label} checked={value === true} onChange={onChange} />;
    case 'text':
      return <LateText label={label} mono value={text} placeholder={field.placeholder} onChange={setText} />;
    case 'number': {
      const number = Number(value);
      return (
        <NumberInput
          label={label}
          value={value === undefined || Number.isNaN(number) ? undefined : number}
          placeholder={field.placeholder}
          limits={{ min: 0 }}
          onChange={onChange}
        />
      );
    }
    default:
      return field satisfies never;
  }
}

/** Operands of calculations are a name or a number as text, or newer an object. */
function operandText(value: Json | undefined): string {
  const operand = z
    .union([
      z.string(),
      z.number().transform(String),
      z.object({ fixed: z.coerce.string() }).transform(({ fixed }) => fixed),
      z.object({ matcher: z.object({ options: z.string() }) }).transform(({ matcher }) => matcher.options),
    ])
    .catch('');
  return operand.parse(value);
}

interface FieldPickerProps {
  readonly label: string;
  readonly name: string;
  readonly empty: string;
  readonly frames: readonly Frame[];
  readonly fixed?: boolean;
  readonly onPick: (name: string) => void;
}

/** One field of the data; a name that the data has not may be typed. */
export function FieldPicker({ label, name, empty, frames, fixed = false, onPick }: FieldPickerProps) {
  const items = fieldNames(frames).map((value) => ({ value, label: value }));
  return (
    <PickerButton
      label={label}
      text={name || empty}
      isEmpty={name === ''}
      groups={[{ name: '', items: [...(fixed ? [] : [{ value: '', label: empty }]), ...items] }]}
      selected={[name]}
      freeText={fixed ? 'Use number' : 'Use'}
      onPick={onPick}
    />
  );
}

interface ManyPickerProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly empty: string;
  readonly all: readonly string[];
  readonly onChange: (names: Json | undefined) => void;
}

function ManyPicker({ label, chosen, empty, all, onChange }: ManyPickerProps) {
  const names = [...new Set([...all, ...chosen])];
  const toggle = (name: string) => {
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <PickerButton
      label={label}
      text={chosen.length === 0 ? empty : chosen.join(', ')}
      isEmpty={chosen.length === 0}
      groups={[{ name: '', items: names.map((name) => ({ value: name, label: name })) }]}
      selected={chosen}
      multi
      freeText="Use"
      onPick={toggle}
    />
  );
}

/** Queries as the pattern that Grafana writes. */
function RefIds({
  label,
  pattern,
  all,
  onChange,
}: {
  readonly label: string;
  readonly pattern: string;
  readonly all: readonly string[];
  readonly onChange: (pattern: string) => void;
}) {
  const chosen = pattern
    .replace(/^\/?\^?\(?(?:\?:)?|\)?\$?\/?$/g, '')
    .split('|')
    .filter((name) => name !== '');
  return (
    <ManyPicker
      label={label}
      chosen={chosen}
      empty="All"
      all={all}
      onChange={(names) => {
        const next = list.parse(names);
        onChange(next.length === 0 ? '' : `/^(?:${next.join('|')})$/`);
      }}
    />
  );
}

export function CalcsPicker({ label, chosen, onChange }: Pick<ManyPickerProps, 'label' | 'chosen' | 'onChange'>) {
  const toggle = (calc: string) => {
    onChange(chosen.includes(calc) ? chosen.filter((one) => one !== calc) : [...chosen, calc]);
  };
  return (
    <PickerButton
      label={label}
      text={chosen.length === 0 ? 'Choose calculations' : chosen.map(reducerTitle).join(', ')}
      isEmpty={chosen.length === 0}
      groups={[{ name: '', items: CALCS }]}
      selected={chosen}
      multi
      onPick={toggle}
    />
  );
}
