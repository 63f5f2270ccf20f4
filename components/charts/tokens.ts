import type { Theme } from '@/lib/dashboard/palette';

/**
 * Design tokens of both themes. The shell publishes each as a CSS variable of the same name (`--line-soft`);
 * canvas drawings, which cannot read CSS variables, take the values from here. Change them in this file only.
 */

const dark = {
  canvas: '#0f1216',
  panel: '#171b21',
  raised: '#1f252d',
  /** Inputs and code. */
  sunken: '#12161b',
  line: '#2a313b',
  /** Panel edges and table rows: decoration only, never the one sign of a control. */
  'line-soft': '#222932',
  control: '#66717f',
  strong: '#f1f4f8',
  text: '#d7dde5',
  muted: '#8b96a5',
  accent: '#5b9dff',
  'on-accent': '#0b1220',
  'accent-soft': 'rgba(91,157,255,.14)',
  ok: '#3fb37f',
  'ok-soft': 'rgba(63,179,127,.12)',
  warn: '#e6a23c',
  'warn-fill': '#e6a23c',
  'warn-soft': 'rgba(230,162,60,.12)',
  crit: '#f0655d',
  'crit-soft': 'rgba(240,101,93,.14)',
  grid: 'rgba(139,150,165,.11)',
  zero: 'rgba(139,150,165,.42)',
  hover: 'rgba(139,150,165,.09)',
  track: 'rgba(139,150,165,.13)',
  hair: 'rgba(215,221,229,.5)',
  float: '0 0 0 1px #333c48, 0 10px 28px rgba(0,0,0,.5)',
} as const;

export type TokenName = keyof typeof dark;
export type Tokens = Readonly<Record<TokenName, string>>;

const light: Tokens = {
  canvas: '#f1f3f6',
  panel: '#ffffff',
  raised: '#ffffff',
  sunken: '#f6f7f9',
  line: '#d9dee4',
  'line-soft': '#e4e8ec',
  control: '#8490a0',
  strong: '#0f141b',
  text: '#1f2630',
  muted: '#5b6675',
  accent: '#1f62e0',
  'on-accent': '#ffffff',
  'accent-soft': 'rgba(31,98,224,.09)',
  ok: '#08774b',
  'ok-soft': 'rgba(8,119,75,.09)',
  warn: '#965900',
  'warn-fill': '#c98200',
  'warn-soft': 'rgba(150,89,0,.1)',
  crit: '#c52a26',
  'crit-soft': 'rgba(197,42,38,.09)',
  grid: 'rgba(31,38,48,.075)',
  zero: 'rgba(31,38,48,.34)',
  hover: 'rgba(31,38,48,.05)',
  track: 'rgba(31,38,48,.075)',
  hair: 'rgba(31,38,48,.5)',
  float: '0 0 0 1px #d3d9e0, 0 10px 28px rgba(25,35,50,.16)',
};

export const tokens: Readonly<Record<Theme, Tokens>> = { dark, light };

/** Family of all text, on the page and on canvas. */
export const FONT_FAMILY = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', sans-serif";
