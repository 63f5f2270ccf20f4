import { SegmentedControl, Switch } from '@mantine/core';
import classes from './share.module.css';
import type { LinkChoices } from './useLinkState';

interface LinkFieldsProps {
  readonly choices: LinkChoices;
  readonly onChange: (choices: LinkChoices) => void;
}

const THEMES = [
  { value: 'own', label: "Reader's own" },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

/** What a link fixes for those who open it. */
export function LinkFields({ choices, onChange }: LinkFieldsProps) {
  const { lockTime, theme } = choices;
  return (
    <>
      <Switch
        label="Hold the time range still"
        description={
          lockTime ? 'Readers see the times that you see now.' : 'Readers see the range as of when they open it.'
        }
        checked={lockTime}
        onChange={(event) => onChange({ ...choices, lockTime: event.currentTarget.checked })}
      />
      <div className={classes.field} role="radiogroup" aria-label="Theme">
        <span className={classes.label} aria-hidden>
          Theme
        </span>
        <SegmentedControl
          size="sm"
          aria-label="Theme"
          data={THEMES}
          value={theme ?? 'own'}
          onChange={(value) =>
            onChange({ ...choices, theme: value === 'dark' || value === 'light' ? value : undefined })
          }
        />
      </div>
    </>
  );
}
