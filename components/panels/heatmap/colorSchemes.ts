/** Table of colour schemes of heatmaps, lowest first on a light ground; those of one hue are turned on a dark one. */
import { mixColors, parseColor, printColor } from '@/lib/dashboard/colorMath';
import { resolveColor } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';

interface Scheme {
  readonly stops: readonly string[];
  /** Light colours mean little on a light ground and much on a dark one. */
  readonly turns: boolean;
}

const hue = (...stops: string[]): Scheme => ({ stops, turns: true });
const fixed = (...stops: string[]): Scheme => ({ stops, turns: false });

const SCHEMES: Readonly<Record<string, Scheme>> = {
  Oranges: hue('#fff1e2', '#fdd5ab', '#fda762', '#f3701b', '#c54102', '#6e2504'),
  Blues: hue('#eef5fc', '#c6dbef', '#85bcdc', '#4191c6', '#1d63a8', '#08306b'),
  Greens: hue('#f0faed', '#c7e9c0', '#8dd08a', '#41ab5d', '#17793d', '#00441b'),
  Greys: hue('#f7f7f7', '#d9d9d9', '#aeaeae', '#737373', '#444444', '#161616'),
  Purples: hue('#f7f5fb', '#dadaeb', '#b0aed3', '#807dba', '#5d3e99', '#3f007d'),
  Reds: hue('#fff2ec', '#fcbba1', '#fc8767', '#ec3f2f', '#b61319', '#67000d'),
  BuGn: hue('#f2fafb', '#ccece6', '#81cdb5', '#41ae76', '#15793d', '#00441b'),
  BuPu: hue('#f2f9fc', '#bfd3e6', '#94acd3', '#8c6bb1', '#852b8b', '#4d004b'),
  GnBu: hue('#f3faec', '#ccebc5', '#91d3be', '#4eb3d3', '#1f7ab5', '#084081'),
  OrRd: hue('#fff4e7', '#fdd49e', '#fdac78', '#ef6548', '#c61f1c', '#7f0000'),
  PuBu: hue('#f8f3f9', '#d0d1e6', '#88b0d3', '#3690c0', '#0763a0', '#023858'),
  PuBuGn: hue('#f8f2f9', '#d0d1e6', '#7eb0d4', '#3690c0', '#037b7c', '#014636'),
  PuRd: hue('#f5f2f8', '#d4b9da', '#d37ebc', '#e7298a', '#b10b51', '#67001f'),
  RdPu: hue('#fff3f0', '#fcc5c0', '#f98cad', '#dd3497', '#980a7b', '#49006a'),
  YlGn: hue('#fcfee3', '#d9f0a3', '#98d385', '#41ab5d', '#11713b', '#004529'),
  YlGnBu: hue('#fcfed4', '#c7e9b4', '#73c9bd', '#1d91c0', '#234da0', '#081d58'),
  YlOrBr: hue('#fffee0', '#fee391', '#febb48', '#ec7014', '#b54304', '#662506'),
  YlOrRd: hue('#ffffc8', '#fed976', '#fea447', '#fc4e2a', '#c8031f', '#800026'),
  Spectral: fixed('#5e4fa2', '#3f8fb9', '#88cfa5', '#e9f69d', '#fdc574', '#ed6345', '#9e0142'),
  RdYlBu: fixed('#313695', '#6da5cc', '#d3edf4', '#fffebe', '#fdcb7f', '#ee6141', '#a50026'),
  RdYlGn: fixed('#a50026', '#ee6141', '#fdcb7f', '#fffebe', '#afd96b', '#42ac5b', '#006837'),
  RdBu: fixed('#053061', '#4a97c5', '#cfe3ef', '#f7f4f2', '#f8bfa4', '#c94641', '#67001f'),
  Turbo: fixed('#30123b', '#4475f0', '#1bcfd4', '#61fc6c', '#d1e834', '#fe9b2d', '#d93806', '#7a0403'),
  Viridis: fixed('#440154', '#443983', '#31688e', '#21918c', '#35b779', '#90d743', '#fde725'),
  Cividis: fixed('#00224e', '#2b446e', '#575c6d', '#7c7b78', '#a59c74', '#d3c064', '#fee838'),
  Plasma: fixed('#0d0887', '#5c01a6', '#9c179e', '#cc4778', '#ed7953', '#fdb42f', '#f0f921'),
  Inferno: fixed('#180c3c', '#4a0c6b', '#781c6d', '#a52c60', '#cf4446', '#ed6925', '#fb9b06', '#f7d13d', '#fcffa4'),
  Magma: fixed('#1d1147', '#51127c', '#822681', '#b73779', '#e75263', '#fc8961', '#fec488', '#fcfdbf'),
  Warm: fixed('#6e40aa', '#bf3caf', '#fe4b83', '#ff7847', '#e2b72f', '#aff05b'),
  Cool: fixed('#6e40aa', '#4c6edb', '#23abd8', '#1ddfa3', '#52f667', '#aff05b'),
  Rainbow: fixed('#6e40aa', '#fe4b83', '#e2b72f', '#52f667', '#1ac7c2', '#4c6edb', '#6e40aa'),
};

export const SCHEME_NAMES: readonly string[] = Object.keys(SCHEMES);

const FALLBACK: Scheme = SCHEMES['Oranges'] ?? fixed('#ffffff', '#000000');

/** CSS colours from the lowest to the highest value. Old dashboards say `interpolateSpectral`. */
export function schemeRamp(name: string, steps: number, reverse: boolean, theme: Theme): string[] {
  const plain = name.replace(/^interpolate/, '');
  const scheme = Object.hasOwn(SCHEMES, plain) ? (SCHEMES[plain] ?? FALLBACK) : FALLBACK;
  const turned = (scheme.turns && theme === 'dark') !== reverse;
  return ramp(turned ? [...scheme.stops].reverse() : scheme.stops, steps);
}

/** Shades of one colour from nearly clear to full. */
export function opacityRamp(color: string, steps: number, theme: Theme): string[] {
  const base = parseColor(resolveColor(color, theme)) ?? { r: 128, g: 128, b: 128, a: 1 };
  return Array.from({ length: steps }, (_, i) =>
    printColor({ ...base, a: 0.08 + (0.92 * i) / Math.max(1, steps - 1) }),
  );
}

function ramp(stops: readonly string[], steps: number): string[] {
  return Array.from({ length: steps }, (_, i) => {
    const place = (i / Math.max(1, steps - 1)) * (stops.length - 1);
    const lower = Math.min(stops.length - 2, Math.floor(place));
    const from = parseColor(stops[lower] ?? '');
    const to = parseColor(stops[lower + 1] ?? '');
    return from && to ? printColor(mixColors(from, to, place - lower)) : '#808080';
  });
}
