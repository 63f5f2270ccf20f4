'use client';

import { NumberInput } from '@/components/ui/controls/NumberInput';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { Segments } from '@/components/ui/controls/Segments';
import { Select } from '@/components/ui/controls/Select';
import type { Json } from '@/lib/dashboard/document';
import { CALC_TITLES } from '@/lib/dashboard/reduce';
import { calcFullTitle } from '../controls/CalcsControl';
import controls from '../controls/controls.module.css';
import { RegexInput } from '../controls/MappingRowEditor';
import type { OptionsData } from '../optionsData';
import { FIELD_TYPES, type Matcher, readNameList, readValueTest } from './matcherKinds';

interface MatcherEditorProps {
  readonly matcher: Matcher;
  readonly data: OptionsData;
  readonly onChange: (options: Json, typing?: boolean) => void;
}

const toItem = (name: string) => ({ value: name, label: name });

/** What the override is for. A matcher of a kind that we do not know is shown and kept. */
export function MatcherEditor(props: MatcherEditorProps) {
  const { matcher, data, onChange } = props;
  const text = typeof matcher.options === 'string' ? matcher.options : '';
  switch (matcher.id) {
    case 'byName':
      return (
        <PickerButton
          label="Field"
          text={text === '' ? 'Choose a field' : text}
          isEmpty={text === ''}
          groups={[{ name: '', items: data.names.map(toItem) }]}
          selected={[text]}
          freeText="Use"
          onPick={(name) => onChange(name)}
        />
      );
    case 'byRegexp':
      return <RegexInput label="Pattern of names" value={text} onChange={(pattern) => onChange(pattern, true)} />;
    case 'byType':
      return <Select label="Type" choices={FIELD_TYPES} value={text} onChange={(type) => onChange(type)} />;
    case 'byFrameRefID':
      return (
        <Select
          label="Query"
          choices={data.refIds.map((refId) => ({ value: refId, label: `Query ${refId}` }))}
          value={text}
          onChange={(refId) => onChange(refId)}
        />
      );
    case 'byNames':
      return <NameListEditor {...props} />;
    case 'byValue':
      return <ValueTestEditor {...props} />;
    default:
      return <pre className={controls.json}>{JSON.stringify(matcher, null, 2)}</pre>;
  }
}

function NameListEditor({ matcher, data, onChange }: MatcherEditorProps) {
  const list = readNameList(matcher.options);
  const kept = typeof matcher.options === 'object' && !Array.isArray(matcher.options) ? matcher.options : {};
  const set = (mode: 'include' | 'exclude', names: readonly string[]) => onChange({ ...kept, mode, names });
  const { mode, names } = list;
  return (
    <div className={controls.stack}>
      <Segments
        label="List means"
        choices={[
          { value: 'include', label: 'Only these' },
          { value: 'exclude', label: 'All but these' },
        ]}
        value={mode}
        onChange={(next) => set(next === 'exclude' ? 'exclude' : 'include', names)}
      />
      <PickerButton
        label="Fields"
        text={names.length === 0 ? 'Choose fields' : names.join(', ')}
        isEmpty={names.length === 0}
        groups={[{ name: '', items: [...new Set([...names, ...data.names])].map(toItem) }]}
        selected={names}
        multi
        freeText="Add"
        onPick={(name) => set(mode, names.includes(name) ? names.filter((one) => one !== name) : [...names, name])}
      />
    </div>
  );
}

const OPERATORS = [
  { value: 'gte', label: '≥' },
  { value: 'gt', label: '>' },
  { value: 'lte', label: '≤' },
  { value: 'lt', label: '<' },
  { value: 'eq', label: '=' },
  { value: 'neq', label: '≠' },
];

function ValueTestEditor({ matcher, onChange }: MatcherEditorProps) {
  const test = readValueTest(matcher.options);
  return (
    <div className={controls.stack}>
      <Select
        label="Calculation"
        choices={Object.keys(CALC_TITLES).map((calc) => ({ value: calc, label: calcFullTitle(calc) }))}
        value={test.reducer}
        onChange={(reducer) => onChange({ ...test, reducer })}
      />
      <div className={controls.line}>
        <Select label="Operator" choices={OPERATORS} value={test.op} onChange={(op) => onChange({ ...test, op })} />
        <NumberInput
          label="Compared value"
          value={test.value}
          onChange={(value) => onChange({ ...test, value: value ?? 0 }, true)}
        />
      </div>
    </div>
  );
}
