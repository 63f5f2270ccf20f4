/** The value axes of a chart: which series share one, its bounds, ticks and texts. */

import { calculate } from '@/lib/dashboard/reduce';
import { formatTicks } from '@/lib/format/formatTicks';
import { formatText } from '@/lib/format/formatValue';
import { isBinaryUnit, secondsPerUnit } from '@/lib/format/units';
import type { ChartSeries } from './toColumns';
import { linearTicks, logTicks, niceBounds } from './valueTicks';

/**
 * One scale. Positions on it are in axis space: the value itself, or the exponent of `logBase`. ECharts draws axis
 * space on a linear axis, so that geometry is the same for all scales.
 */
export interface ValueAxis {
  readonly side: 'left' | 'right' | 'hidden';
  readonly min: number;
  readonly max: number;
  readonly logBase?: number;
  /** Ascending, in axis space; `texts[i]` belongs to `ticks[i]`. */
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
  /** Caption as written by the author, '' for none. */
  readonly label: string;
  readonly showGrid: boolean;
}

/** A value in axis space; NaN where a logarithm has none. */
export function toAxisSpace(axis: { readonly logBase?: number }, value: number): number {
  if (axis.logBase === undefined) return value;
  return value > 0 ? Math.log(value) / Math.log(axis.logBase) : Number.NaN;
}

/** Series that share an axis: same placement, unit and kind of scale. */
export function axisKey(series: ChartSeries): string {
  const { axisPlacement, scaleDistribution, stacking } = series.style;
  const unit = stacking.mode === 'percent' ? 'percent' : (series.field.config.unit ?? '');
  const log = scaleDistribution.type === 'linear' ? '' : String(scaleDistribution.log);
  return [axisPlacement, unit, log].join('\u0000');
}

interface Extent {
  readonly min: number;
  readonly max: number;
}

function extentOf(members: readonly ChartSeries[], logBase: number | undefined): Extent | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { tops } of members) {
    for (let i = 0; i < tops.length; i++) {
      const value = tops[i] as number;
      // Infinities are no place on an axis; a logarithm knows only what is above zero.
      if (!Number.isFinite(value) || (logBase !== undefined && value <= 0)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}

function firstDefined(
  members: readonly ChartSeries[],
  pick: (series: ChartSeries) => number | undefined,
): number | undefined {
  for (const member of members) {
    const value = pick(member);
    if (value !== undefined && Number.isFinite(value)) return value;
  }
  return undefined;
}

/** Bounds before rounding: data, soft limits, zero where it is near or where areas and bars stand on it. */
function wantedBounds(members: readonly ChartSeries[], data: Extent): Extent {
  let { min, max } = data;
  const softMin = firstDefined(members, (series) => series.style.axisSoftMin);
  const softMax = firstDefined(members, (series) => series.style.axisSoftMax);
  const standing = members.some((series) => series.stack !== undefined || series.style.drawStyle === 'bars');
  if (min >= 0 && (standing || min < 0.6 * max || min === max)) min = 0;
  if (max <= 0 && (standing || max > 0.6 * min || min === max)) max = 0;
  if (softMin !== undefined) min = Math.min(min, softMin);
  if (softMax !== undefined) max = Math.max(max, softMax);
  if (min === max) max = min + 1;
  if (members.some((series) => series.style.axisCenteredZero)) {
    const reach = Math.max(Math.abs(min), Math.abs(max));
    return { min: -reach, max: reach };
  }
  return { min, max };
}

/** Hard limits of the author; a turned series takes its limits from the other side. */
function hardLimits(members: readonly ChartSeries[]): { min: number | undefined; max: number | undefined } {
  const turned = (series: ChartSeries) => series.style.transform === 'negative-Y';
  const anyTurned = members.some(turned);
  // "min: 0" on a panel whose other half hangs below zero would cut that half off.
  const min = firstDefined(members, (series) => (turned(series) || anyTurned ? undefined : series.field.config.min));
  const max = firstDefined(members, (series) => (turned(series) ? undefined : series.field.config.max));
  return { min, max };
}

interface AxisInput {
  readonly members: readonly ChartSeries[];
  readonly side: ValueAxis['side'];
  readonly heightPx: number;
  readonly timeZone: string;
  readonly showGrid: boolean;
}

/** Closer than this, labels of 11 px read as a column of text. */
const TICK_SPACING_PX = 25;

function tickLimit(heightPx: number): number {
  return Math.max(2, Math.min(6, Math.floor(heightPx / TICK_SPACING_PX) + 1));
}

/** True when what hangs below zero is only what was turned: then ticks carry no sign. */
function isMirrored(members: readonly ChartSeries[]): boolean {
  const turned = members.filter((series) => series.style.transform === 'negative-Y');
  if (turned.length === 0) return false;
  return members.every((series) => (calculate(series.field, 'min') ?? 0) >= 0);
}

function tickTexts(input: AxisInput, values: readonly number[]): string[] {
  const { members, timeZone } = input;
  const percent = members[0]?.style.stacking.mode === 'percent';
  const unit = percent ? 'percent' : members[0]?.field.config.unit;
  const decimals = firstDefined(members, (series) => series.field.config.decimals);
  const shown = isMirrored(members) ? values.map(Math.abs) : values;
  const automatic = formatTicks(shown, unit, { timeZone });
  if (decimals === undefined) return automatic;
  const asked = formatTicks(shown, unit, { timeZone, decimals });
  // Decimals meant for single values may be too few to tell ticks apart, or add nothing but zeros.
  const distinct = new Set(asked).size === new Set(shown).size;
  return distinct && (asked[0]?.length ?? 0) <= (automatic[0]?.length ?? 0) ? asked : automatic;
}

function linearAxis(input: AxisInput): Omit<ValueAxis, 'label' | 'side' | 'showGrid'> {
  const { members, heightPx } = input;
  const data = extentOf(members, undefined) ?? { min: 0, max: 1 };
  const unit = members[0]?.field.config.unit;
  const maxTicks = tickLimit(heightPx);
  const options = { maxTicks, binary: isBinaryUnit(unit), secondsPerUnit: secondsPerUnit(unit) };
  const hard = hardLimits(members);
  const wanted = wantedBounds(members, data);
  // The author's limits first: data from 160 to 165 above a floor of 0 needs steps for 0 to 165.
  const nice = niceBounds(hard.min ?? wanted.min, hard.max ?? wanted.max, options);
  let min = hard.min ?? nice.min;
  let max = hard.max ?? nice.max;
  if (!(min < max)) [min, max] = hard.max === undefined ? [min, min + 1] : [max - 1, max];
  const ticks = linearTicks(min, max, options);
  return { min, max, ticks, texts: tickTexts(input, ticks) };
}

function logAxis(input: AxisInput, base: number): Omit<ValueAxis, 'label' | 'side' | 'showGrid'> {
  const { members, heightPx, timeZone } = input;
  const data = extentOf(members, base) ?? { min: 1, max: base };
  const exponent = (value: number) => Math.log(value) / Math.log(base);
  const hard = hardLimits(members);
  const min = hard.min !== undefined && hard.min > 0 ? exponent(hard.min) : Math.floor(exponent(data.min) + 1e-9);
  let max = hard.max !== undefined && hard.max > 0 ? exponent(hard.max) : Math.ceil(exponent(data.max) - 1e-9);
  if (!(max > min)) max = min + 1;
  const ticks = logTicks(min, max, tickLimit(heightPx));
  const unit = members[0]?.field.config.unit;
  const texts = ticks.map((tick) => formatText(Number((base ** tick).toPrecision(12)), unit ? { unit, timeZone } : {}));
  return { min, max, logBase: base, ticks, texts };
}

/** Bytes in powers of ten have no round names; powers of two do. */
function logBase(members: readonly ChartSeries[], asked: number): number {
  return isBinaryUnit(members[0]?.field.config.unit) ? 2 : asked;
}

/** The axis of its members (at least one). */
export function valueAxis(input: AxisInput): ValueAxis {
  const { members, side, showGrid } = input;
  const distribution = members[0]?.style.scaleDistribution;
  const label = members.find((series) => series.style.axisLabel !== '')?.style.axisLabel ?? '';
  const scale =
    distribution && distribution.type !== 'linear'
      ? logAxis(input, logBase(members, distribution.log))
      : linearAxis(input);
  return { ...scale, side, label, showGrid };
}
