'use client';

import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResolvedVariable } from '@/lib/dashboard/variables/resolve';
import { ALL } from '@/lib/dashboard/variables/scope';
import { OptionPicker } from './OptionPicker';
import classes from './variables.module.css';

interface VariableSelectProps {
  readonly resolved: ResolvedVariable;
  readonly onChange: (values: readonly string[]) => void;
}

/** A variable that is picked from its options, one or several; several take effect when the list closes. */
export function VariableSelect({ resolved, onChange }: VariableSelectProps) {
  const { variable, bound, selected } = resolved;
  const [draft, setDraft] = useState<readonly string[]>();
  const opened = draft !== undefined;
  const name = variable.label || variable.name;
  const close = () => {
    if (draft !== undefined && draft.join('\n') !== selected.join('\n')) onChange(draft);
    setDraft(undefined);
  };
  const pick = (value: string) => {
    if (!variable.multi) {
      setDraft(undefined);
      onChange([value]);
    } else setDraft(toggled(draft ?? selected, value));
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-start"
      trapFocus
      shadow="none"
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.box}
          aria-haspopup="listbox"
          aria-label={`${name}: ${describeTexts(bound.texts)}`}
          onClick={() => (opened ? close() : setDraft(selected))}
        >
          {variable.hide === 'label' ? null : <span className={classes.label}>{name}</span>}
          {/* What is seen and what is read out are the same words. */ ' '}
          <span className={classes.value} title={bound.texts.join(', ')}>
            {describeTexts(bound.texts)}
          </span>
          <IconChevronDown size={14} aria-hidden className={classes.chevron} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <OptionPicker
          label={name}
          options={variable.includeAll ? [{ text: 'All', value: ALL }, ...resolved.options] : resolved.options}
          selected={draft ?? selected}
          multi={variable.multi}
          onPick={pick}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function describeTexts(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  return texts.length > 2 ? `${texts[0]} + ${texts.length - 1} more` : texts.join(' + ');
}

/** All excludes the others; without any choice All is chosen again by the dashboard's defaults. */
function toggled(selected: readonly string[], value: string): readonly string[] {
  if (value === ALL) return [ALL];
  const others = selected.filter((item) => item !== ALL);
  return others.includes(value) ? others.filter((item) => item !== value) : [...others, value];
}
