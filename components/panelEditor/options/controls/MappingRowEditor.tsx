'use client';

import fields from '@/components/ui/controls/controls.module.css';
import { NumberInput } from '@/components/ui/controls/NumberInput';
import { Select } from '@/components/ui/controls/Select';
import { dashboardRegex } from '@/lib/dashboard/dashboardRegex';
import type { MappingResult } from '@/lib/dashboard/document';
import { emptyRow, type MappingRow, SPECIAL_MATCHES, type SpecialMatch } from '../mappingRows';
import { ColorPicker } from './ColorPicker';
import classes from './controls.module.css';
import { ItemButtons } from './ItemButtons';

const TYPES: readonly { readonly value: MappingRow['type']; readonly label: string }[] = [
  { value: 'value', label: 'Value' },
  { value: 'range', label: 'Range' },
  { value: 'regex', label: 'Regex' },
  { value: 'special', label: 'Special' },
];

const MATCH_NAMES: Readonly<Record<SpecialMatch, string>> = {
  null: 'No value',
  nan: 'NaN',
  'null+nan': 'No value or NaN',
  true: 'True',
  false: 'False',
  empty: 'Empty text',
};

interface MappingRowEditorProps {
  readonly row: MappingRow;
  readonly index: number;
  readonly count: number;
  readonly onChange: (row: MappingRow) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One mapping: what it holds for, then what is shown. */
export function MappingRowEditor({ row, index, count, onChange, onMove, onRemove }: MappingRowEditorProps) {
  const name = `mapping ${index + 1}`;
  const setResult = (change: Partial<Record<keyof MappingResult, string | undefined>>) => {
    const result = Object.fromEntries(
      Object.entries({ ...row.result, ...change }).filter(([, part]) => part !== undefined),
    );
    onChange({ ...row, result });
  };
  return (
    <div className={classes.item}>
      <div className={classes.line}>
        <span className={classes.kind}>
          <Select
            label={`Kind of ${name}`}
            choices={TYPES}
            value={row.type}
            onChange={(next) => {
              const type = TYPES.find(({ value }) => value === next)?.value;
              if (type) onChange(emptyRow(type, row.result));
            }}
          />
        </span>
        <span className={classes.grow} />
        <ItemButtons name={name} index={index} count={count} onMove={onMove} onRemove={onRemove} />
      </div>
      <Condition row={row} name={name} onChange={onChange} />
      <div className={classes.line}>
        <ColorPicker
          label={`Colour of ${name}`}
          color={row.result.color}
          clearable
          onChange={(color) => setResult({ color })}
        />
        <input
          className={fields.text}
          aria-label={`Text of ${name}`}
          placeholder="Text to show"
          value={row.result.text ?? ''}
          onChange={(event) => setResult({ text: event.target.value === '' ? undefined : event.target.value })}
        />
      </div>
    </div>
  );
}

type ConditionProps = Pick<MappingRowEditorProps, 'row' | 'onChange'> & { readonly name: string };

function Condition({ row, name, onChange }: ConditionProps) {
  switch (row.type) {
    case 'value':
      return (
        <input
          className={fields.text}
          aria-label={`Value of ${name}`}
          placeholder="Value, as 0 or up"
          value={row.value}
          onChange={(event) => onChange({ ...row, value: event.target.value })}
        />
      );
    case 'range':
      return (
        <span className={classes.line}>
          <NumberInput
            label={`From of ${name}`}
            value={row.from ?? undefined}
            placeholder="−∞"
            onChange={(from) => onChange({ ...row, from: from ?? null })}
          />
          <span className={classes.note}>to</span>
          <NumberInput
            label={`To of ${name}`}
            value={row.to ?? undefined}
            placeholder="∞"
            onChange={(to) => onChange({ ...row, to: to ?? null })}
          />
        </span>
      );
    case 'regex':
      return (
        <RegexInput
          label={`Pattern of ${name}`}
          value={row.pattern}
          onChange={(pattern) => onChange({ ...row, pattern })}
        />
      );
    case 'special':
      return (
        <Select
          label={`Special value of ${name}`}
          choices={SPECIAL_MATCHES.map((value) => ({ value, label: MATCH_NAMES[value] }))}
          value={row.match}
          onChange={(next) => onChange({ ...row, match: SPECIAL_MATCHES.find((match) => match === next) ?? row.match })}
        />
      );
  }
}

interface RegexInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A regular expression as dashboards write them: bare for the whole text, `/…/` to search. */
export function RegexInput({ label, value, onChange }: RegexInputProps) {
  const isBroken = value !== '' && dashboardRegex(value) === undefined;
  return (
    <>
      <input
        className={`${fields.text} ${fields.mono}`}
        aria-label={label}
        aria-invalid={isBroken}
        placeholder="/expression/"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {isBroken ? (
        <span className={classes.warning} role="status">
          This expression cannot be read
        </span>
      ) : null}
    </>
  );
}
