/** Data: the colour modes of a field by Grafana's ids. */
import { CONTINUOUS_SCHEMES } from '@/lib/dashboard/palette';
import { plainWords } from '../describeOptions';

export interface ColorMode {
  readonly id: string;
  readonly name: string;
}

export const DISCRETE_MODES: readonly ColorMode[] = [
  { id: 'fixed', name: 'Single colour' },
  { id: 'shades', name: 'Shades of a colour' },
  { id: 'thresholds', name: 'From thresholds (by value)' },
  { id: 'palette-classic', name: 'Palette' },
  { id: 'palette-classic-by-name', name: 'Palette (by series name)' },
];

/** `GrYlRd` → `Green-yellow-red`. */
const SHORT: Readonly<Record<string, string>> = {
  Gr: 'green',
  Yl: 'yellow',
  Rd: 'red',
  Bl: 'blue',
  Pu: 'purple',
};

function schemeName(id: string): string {
  const name = id.slice('continuous-'.length);
  const parts = name.match(/[A-Z][a-z]/g);
  return plainWords(parts && parts.join('') === name ? parts.map((part) => SHORT[part] ?? part).join(' ') : name);
}

export const CONTINUOUS_MODES: readonly ColorMode[] = Object.keys(CONTINUOUS_SCHEMES).map((id) => ({
  id,
  name: schemeName(id),
}));

/** The name of a mode; an unknown id is its own name. */
export function colorModeName(id: string): string {
  return [...DISCRETE_MODES, ...CONTINUOUS_MODES].find((mode) => mode.id === id)?.name ?? id;
}

/** Modes that need a colour beside them. */
export function needsColor(id: string): boolean {
  return id === 'fixed' || id === 'shades';
}

/** Modes whose colour follows a value, so that a line needs to know which one. */
export function followsValue(id: string): boolean {
  return id === 'thresholds' || id.startsWith('continuous-');
}
