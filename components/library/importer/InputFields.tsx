'use client';

import { Select, TextInput } from '@mantine/core';
import type { DashboardInput, InputValues } from '@/lib/grafana/inputs';
import { sourceChoices } from './readImport';

interface InputFieldsProps {
  readonly inputs: readonly DashboardInput[];
  readonly values: InputValues;
  readonly onChange: (name: string, value: string) => void;
}

/** Select takes an empty value for none. */
const KEPT = '/';

/** Asks for what the dashboards need: data sources and constants. */
export function InputFields({ inputs, values, onChange }: InputFieldsProps) {
  return inputs.map((input) => {
    const { name, label, description, pluginId, type } = input;
    const value = values[name] ?? '';
    if (type === 'constant')
      return (
        <TextInput
          key={name}
          label={label}
          description={description || 'Constant'}
          value={value}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        />
      );
    return (
      <Select
        key={name}
        label={label}
        description={description || `Data source of type ${pluginId}`}
        allowDeselect={false}
        data={sourceChoices(input).map((choice) => ({ ...choice, value: choice.value || KEPT }))}
        value={value || KEPT}
        onChange={(next) => onChange(name, next === KEPT || next === null ? '' : next)}
      />
    );
  });
}
