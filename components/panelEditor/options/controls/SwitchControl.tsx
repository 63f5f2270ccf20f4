'use client';

import type { ControlProps } from './controlProps';
import classes from './controls.module.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      aria-checked={checked}
      className={classes.switch}
      aria-label={label}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

export function SwitchControl({ field, value, onChange }: ControlProps) {
  return <Switch label={field.title} checked={value === true} onChange={(checked) => onChange(checked)} />;
}
