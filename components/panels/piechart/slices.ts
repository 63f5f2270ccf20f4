/** Slices of a pie: shares of a whole and where they lie. Pure. */
import type { ReducedValue } from '../reducedValues';

export interface Slice {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly text: string;
  /** 0 to 1 of what is shown. */
  readonly share: number;
  /** Radians clockwise from the top. */
  readonly start: number;
  readonly end: number;
}

const FULL = 2 * Math.PI;

export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent >= 10 || percent === 0 ? percent.toFixed(0) : percent.toFixed(1)}%`;
}

/** What is above zero, in the order asked for; a pie cannot show less. */
export function sliceValues(values: readonly ReducedValue[], sort: 'desc' | 'asc' | 'none'): ReducedValue[] {
  const positive = values.filter(({ display }) => display.value !== null && display.value > 0);
  if (sort === 'none') return positive;
  const sign = sort === 'desc' ? -1 : 1;
  return positive.sort((a, b) => sign * ((a.display.value ?? 0) - (b.display.value ?? 0)));
}

export function slices(values: readonly ReducedValue[]): Slice[] {
  const total = values.reduce((sum, { display }) => sum + (display.value ?? 0), 0);
  let start = 0;
  return values.map(({ id, name, display }) => {
    const share = total > 0 && Number.isFinite(total) ? (display.value ?? 0) / total : 0;
    const end = start + share * FULL;
    const { color, prefix, text, suffix } = display;
    const slice = { id, name, color, text: prefix + text + suffix, share, start, end };
    start = end;
    return slice;
  });
}

/** A circle from its top and back in two arcs, as an arc cannot end where it begins. */
function circle(radius: number): string {
  return radius > 0
    ? `M 0 ${-radius} A ${radius} ${radius} 0 1 1 0 ${radius} A ${radius} ${radius} 0 1 1 0 ${-radius} Z`
    : '';
}

/** The outline of a slice as an SVG path, to be filled by the even-odd rule: a whole ring has a hole. */
export function slicePath(slice: Slice, radius: number, innerRadius: number): string {
  const { start, end } = slice;
  if (end - start > FULL - 1e-6) return `${circle(radius)} ${circle(innerRadius)}`.trim();
  return arc(start, end, radius, innerRadius);
}

function at(angle: number, radius: number): string {
  return `${(Math.sin(angle) * radius).toFixed(2)} ${(-Math.cos(angle) * radius).toFixed(2)}`;
}

function arc(start: number, end: number, radius: number, inner: number): string {
  const large = end - start > Math.PI ? 1 : 0;
  const back = inner > 0 ? `L ${at(end, inner)} A ${inner} ${inner} 0 ${large} 0 ${at(start, inner)}` : 'L 0 0';
  return `M ${at(start, radius)} A ${radius} ${radius} 0 ${large} 1 ${at(end, radius)} ${back} Z`;
}
