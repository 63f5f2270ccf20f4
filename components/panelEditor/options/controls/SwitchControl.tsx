'use client';

import { Switch } from '@/components/ui/controls/Switch';
import type { ControlProps } from './controlProps';

export function SwitchControl({ field, value, onChange }: ControlProps) {
  return <Switch label={field.title} checked={value === true} onChange={(checked) => onChange(checked)} />;
}
