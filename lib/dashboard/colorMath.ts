/** Colour arithmetic: parse, mix, lighten and contrast. Channels 0–255, alpha 0–1. */
export interface Rgba {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const FUNCTION = /^rgba?\(\s*([\d.]+)\s*[,\s]\s*([\d.]+)\s*[,\s]\s*([\d.]+)\s*(?:[,/]\s*([\d.]+%?)\s*)?\)$/i;

function parseHex(digits: string): Rgba {
  const wide = digits.length <= 4 ? [...digits].map((d) => d + d).join('') : digits;
  const channel = (i: number) => Number.parseInt(wide.slice(i, i + 2), 16);
  return { r: channel(0), g: channel(2), b: channel(4), a: wide.length === 8 ? channel(6) / 255 : 1 };
}

/** Hex of 3, 4, 6 or 8 digits, `rgb()`, `rgba()` or `transparent`; anything else is undefined, never passed on. */
export function parseColor(text: string): Rgba | undefined {
  if (text === 'transparent') return { r: 0, g: 0, b: 0, a: 0 };
  const hex = HEX.exec(text);
  if (hex?.[1] !== undefined) return parseHex(hex[1]);
  const parts = FUNCTION.exec(text);
  if (!parts) return undefined;
  const byte = (part: string | undefined) => Math.min(255, Number(part));
  const alpha = parts[4] ?? '1';
  const a = alpha.endsWith('%') ? Number.parseFloat(alpha) / 100 : Number(alpha);
  const color = { r: byte(parts[1]), g: byte(parts[2]), b: byte(parts[3]), a: Math.min(1, a) };
  return Object.values(color).every(Number.isFinite) ? color : undefined;
}

/** `#rrggbb`, or `rgba()` when not opaque. */
export function printColor({ r, g, b, a }: Rgba): string {
  if (a < 1) return `rgba(${Math.round(r)},${Math.round(g)},${Math.round(b)},${Math.round(a * 1000) / 1000})`;
  return `#${[r, g, b].map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour with its opacity multiplied; a text that is no colour comes back as it is. */
export function withAlpha(color: string, alpha: number): string {
  const parsed = parseColor(color);
  return parsed ? printColor({ ...parsed, a: parsed.a * alpha }) : color;
}

/** Linear mix: 0 gives `from`, 1 gives `to`. */
export function mixColors(from: Rgba, to: Rgba, ratio: number): Rgba {
  const mix = (x: number, y: number) => x + (y - x) * ratio;
  return { r: mix(from.r, to.r), g: mix(from.g, to.g), b: mix(from.b, to.b), a: mix(from.a, to.a) };
}

function luminance({ r, g, b }: Rgba): number {
  const linear = (c: number) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG contrast ratio of two opaque colours, 1 to 21. */
export function contrast(a: Rgba, b: Rgba): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((hi ?? 0) + 0.05) / ((lo ?? 0) + 0.05);
}

/**
 * The colour moved just far enough towards black or white to be read as text on `background` (4.5:1).
 * Dashboards bring any colour; text must stay legible in both themes.
 */
export function readableOn(color: string, background: string): string {
  const from = parseColor(color);
  const ground = parseColor(background);
  if (!from || !ground) return color;
  const opaque = from.a < 1 ? { ...mixColors(ground, { ...from, a: 1 }, from.a), a: 1 } : from;
  const black: Rgba = { r: 0, g: 0, b: 0, a: 1 };
  const white: Rgba = { r: 255, g: 255, b: 255, a: 1 };
  const end = contrast(black, ground) > contrast(white, ground) ? black : white;
  for (let ratio = 0; ratio < 1; ratio += 0.05) {
    const mixed = mixColors(opaque, end, ratio);
    if (contrast(mixed, ground) >= 4.5) return printColor(mixed);
  }
  return printColor(end);
}
