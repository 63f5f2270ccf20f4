'use client';

import { Popover } from '@mantine/core';
import { useState } from 'react';
import fields from '@/components/ui/controls/controls.module.css';
import { useTheme } from '@/components/ui/useTheme';
import { parseColor, printColor } from '@/lib/dashboard/colorMath';
import { resolveColor } from '@/lib/dashboard/colors';
import { NAMED_COLORS, SERIES_COLORS } from '@/lib/dashboard/palette';
import classes from './colorPicker.module.css';
import controls from './controls.module.css';

interface ColorPickerProps {
  readonly label: string;
  /** A name of the palette or a CSS colour; undefined for none. */
  readonly color: string | undefined;
  /** Offers to have no colour. */
  readonly clearable?: boolean;
  readonly onChange: (color: string | undefined) => void;
}

const SHADES = ['super-light-', 'light-', '', 'semi-dark-', 'dark-'];
const HUES = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'];
const OTHERS = ['text', 'gray', 'black', 'white', 'transparent'];
const GRID = HUES.flatMap((hue) => SHADES.map((shade) => `${shade}${hue}`));
const PALETTE = SERIES_COLORS.map(([name]) => name).filter((name) => !GRID.includes(name));

/** A swatch that opens named colours, which follow the theme, and any other colour by its code. */
export function ColorPicker({ label, color, clearable, onChange }: ColorPickerProps) {
  const [opened, setOpened] = useState(false);
  const { theme } = useTheme();
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="none"
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.swatchButton}
          aria-label={`${label}: ${color ?? 'none'}`}
          title={color ?? 'No colour'}
          aria-haspopup="dialog"
          data-none={color === undefined || undefined}
          onClick={() => setOpened(!opened)}
        >
          <span style={color === undefined ? undefined : { background: resolveColor(color, theme) }} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={fields.dropdown} aria-label={label}>
        <div className={classes.picker}>
          <Swatches names={GRID} columns={5} color={color} onPick={onChange} />
          <Swatches names={[...PALETTE, ...OTHERS]} columns={10} color={color} onPick={onChange} />
          <CustomColor color={color} onChange={onChange} />
          {clearable && color !== undefined ? (
            <button type="button" className={classes.clear} onClick={() => onChange(undefined)}>
              No colour
            </button>
          ) : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface SwatchesProps {
  readonly names: readonly string[];
  readonly columns: number;
  readonly color: string | undefined;
  readonly onPick: (name: string) => void;
}

function Swatches({ names, columns, color, onPick }: SwatchesProps) {
  const { theme } = useTheme();
  return (
    <div className={classes.grid} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={classes.swatch}
          aria-label={name}
          aria-pressed={name === color}
          title={name}
          style={{ background: resolveColor(name, theme) }}
          onClick={() => onPick(name)}
        />
      ))}
    </div>
  );
}

/** Any colour: by the browser's own picker, or its code. */
function CustomColor({ color, onChange }: Pick<ColorPickerProps, 'color' | 'onChange'>) {
  const { theme } = useTheme();
  const [draft, setDraft] = useState<string>();
  const known = (text: string) => NAMED_COLORS.has(text) || parseColor(text) !== undefined;
  const isWrong = draft !== undefined && !known(draft.trim());
  const opaque = parseColor(resolveColor(color ?? 'text', theme));
  return (
    <div className={controls.line}>
      <input
        type="color"
        className={classes.native}
        aria-label="Any colour"
        value={opaque ? printColor({ ...opaque, a: 1 }) : '#808080'}
        onChange={(event) => onChange(event.target.value)}
      />
      <input
        className={fields.text}
        aria-label="Colour code or name"
        aria-invalid={isWrong}
        title={isWrong ? 'A name, #rrggbb or rgba()' : undefined}
        placeholder="#rrggbb"
        value={draft ?? color ?? ''}
        onChange={(event) => {
          setDraft(event.target.value);
          const text = event.target.value.trim();
          if (known(text)) onChange(text);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </div>
  );
}
