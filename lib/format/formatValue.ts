/** Numbers with units as text. */
import { PLAIN, type Scale } from './scales';
import { isPercentUnit, type PrintContext, unitOf } from './units';

/** A value in parts, so that a unit can be drawn smaller; whole text is `prefix + text + suffix`. */
export interface FormattedValue {
  readonly text: string;
  readonly prefix: string;
  /** Begins with a space where one belongs between number and unit. */
  readonly suffix: string;
}

export interface FormatOptions {
  readonly unit?: string;
  /** Digits after the point; chosen for three significant digits when absent. */
  readonly decimals?: number;
  /** For units that are dates. */
  readonly timeZone?: string;
  readonly nowMs?: number;
  /** Magnitude that chooses the multiple, when several values share one (ticks of an axis). */
  readonly magnitude?: number;
}

const MAX_DECIMALS = 20;
const SMALLEST_FIXED = 1e-6;
const grouping = new Intl.NumberFormat('en-US', { maximumFractionDigits: MAX_DECIMALS });
const groupings = new Map<number, Intl.NumberFormat>();

/** Digits after the point that give `significant` digits; none for whole numbers. */
export function autoDecimals(value: number, significant = 3): number {
  if (value === 0 || Number.isInteger(value) || !Number.isFinite(value)) return 0;
  // Rounded first: 0.9996 prints as 1.00, not as 1.000.
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(significant)))));
  return Math.min(MAX_DECIMALS, Math.max(0, significant - 1 - exponent));
}

function digits(value: number, decimals: number): string {
  // Beyond this range a fixed-point text is a row of zeros that nobody can read.
  const magnitude = Math.abs(value);
  if (magnitude >= 1e21 || (magnitude > 0 && magnitude < SMALLEST_FIXED)) {
    return value.toExponential(2).replace(/\.?0+e/, 'e');
  }
  if (value === 0 && decimals > 6) return '0';
  const text = value.toFixed(Math.min(MAX_DECIMALS, Math.max(0, decimals)));
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function grouped(value: number, decimals: number | undefined): string {
  if (decimals === undefined) return grouping.format(value);
  const places = Math.min(MAX_DECIMALS, Math.max(0, decimals));
  let format = groupings.get(places);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
    groupings.set(places, format);
  }
  return format.format(value);
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

function context(options: FormatOptions): PrintContext {
  const { timeZone = 'browser', nowMs = 0, decimals } = options;
  return { timeZone, nowMs, ...(decimals === undefined ? {} : { decimals }) };
}

/** The scale a unit uses for a magnitude; units that print by themselves have none. */
export function scaleOf(unit: string | undefined, magnitude: number): Scale {
  const known = unitOf(unit);
  return known.type === 'scaled' ? known.scale(Math.abs(magnitude)) : PLAIN;
}

/**
 * Formats a value: the unit chooses its multiple (1234567 as `1.23 MB/s`), decimals follow from three significant
 * digits. NaN and infinities come without a unit. Never throws.
 */
export function formatValue(value: number, options: FormatOptions = {}): FormattedValue {
  if (!Number.isFinite(value)) return { text: notFinite(value), prefix: '', suffix: '' };
  const unit = unitOf(options.unit);
  if (unit.type === 'printed') return { text: unit.print(value, context(options)), prefix: '', suffix: '' };
  let scale = unit.scale(options.magnitude ?? Math.abs(value));
  let shown = value * scale.factor;
  if (options.magnitude === undefined && crossesUp(shown, options.decimals)) {
    // 999.96 kB would be printed as "1000 kB": take the next multiple.
    const next = unit.scale(Math.abs(value) * (1 + 1e-2));
    if (next.factor !== scale.factor) {
      scale = next;
      shown = value * scale.factor;
    }
  }
  const { prefix, suffix } = scale;
  if (unit.grouped) return { text: grouped(value, options.decimals), prefix, suffix };
  const decimals = options.decimals ?? autoDecimals(cutNoise(shown));
  const most = options.decimals === undefined && isPercentUnit(options.unit) ? percentDecimals(shown) : decimals;
  return { text: digits(shown, Math.min(decimals, most)), prefix, suffix };
}

/** Shares are read at a glance: one digit after the point, two for those that would be zero else. */
function percentDecimals(shown: number): number {
  const magnitude = Math.abs(shown);
  if (magnitude >= 0.1) return 1;
  return magnitude >= 0.005 ? 2 : MAX_DECIMALS;
}

function crossesUp(shown: number, decimals: number | undefined): boolean {
  const magnitude = Math.abs(shown);
  return magnitude < 1024 && Number(magnitude.toFixed(decimals ?? 0)) > magnitude && magnitude > 59;
}

/** Undoes binary noise of scaling (0.30000000000000004), so that whole numbers are seen as whole. */
function cutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

/** The value as one string. */
export function formatText(value: number, options: FormatOptions = {}): string {
  const { prefix, text, suffix } = formatValue(value, options);
  return prefix + text + suffix;
}
