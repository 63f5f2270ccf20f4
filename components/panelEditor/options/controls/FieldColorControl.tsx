'use client';

import { useMemo } from 'react';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { Segments } from '@/components/ui/controls/Segments';
import { useTheme } from '@/components/ui/useTheme';
import { schemeColor } from '@/lib/dashboard/colors';
import type { Json } from '@/lib/dashboard/document';
import type { Theme } from '@/lib/dashboard/palette';
import { objectOf } from '../panelValues';
import { ColorPicker } from './ColorPicker';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';
import { CONTINUOUS_MODES, colorModeName, DISCRETE_MODES, followsValue, needsColor } from './fieldColorModes';

const STOPS = [0, 0.25, 0.5, 0.75, 1];

function gradientOf(scheme: string, theme: Theme): string {
  return `linear-gradient(to right, ${STOPS.map((ratio) => schemeColor(scheme, ratio, theme)).join(', ')})`;
}

const SERIES_BY = [
  { value: 'last', label: 'Last' },
  { value: 'min', label: 'Min' },
  { value: 'max', label: 'Max' },
];

/** Where the colour of a field comes from. */
export function FieldColorControl({ field, value, onChange }: ControlProps) {
  const { theme } = useTheme();
  const color = objectOf(value);
  const mode = text(color['mode']) ?? 'palette-classic';
  const groups = useMemo(
    () => [
      { name: 'By series', items: DISCRETE_MODES.map(({ id, name }) => ({ value: id, label: name })) },
      {
        name: 'Continuous, by value',
        items: CONTINUOUS_MODES.map(({ id, name }) => ({
          value: id,
          label: name,
          preview: <span className={classes.gradient} style={{ background: gradientOf(id, theme) }} />,
        })),
      },
    ],
    [theme],
  );
  const setMode = (next: string) => {
    const { fixedColor, ...others } = color;
    onChange(
      needsColor(next) ? { ...others, mode: next, fixedColor: fixedColor ?? 'blue' } : { ...others, mode: next },
    );
  };
  return (
    <span className={classes.stack}>
      <PickerButton label={field.title} text={colorModeName(mode)} groups={groups} selected={[mode]} onPick={setMode} />
      {mode.startsWith('continuous-') ? (
        <span className={classes.gradientWide} style={{ background: gradientOf(mode, theme) }} />
      ) : null}
      {needsColor(mode) ? (
        <span className={classes.line}>
          <ColorPicker
            label="Fixed colour"
            color={text(color['fixedColor']) ?? 'blue'}
            onChange={(fixedColor) => onChange({ ...color, mode, fixedColor: fixedColor ?? 'blue' }, true)}
          />
          <span className={classes.note}>{text(color['fixedColor']) ?? 'blue'}</span>
        </span>
      ) : null}
      {followsValue(mode) ? (
        <span className={classes.line}>
          <span className={classes.partLabel}>Line by</span>
          <Segments
            label="Value that colours a line"
            choices={SERIES_BY}
            value={text(color['seriesBy']) ?? 'last'}
            onChange={(seriesBy) => onChange({ ...color, mode, seriesBy })}
          />
        </span>
      ) : null}
    </span>
  );
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
