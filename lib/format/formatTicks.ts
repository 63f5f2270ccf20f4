import { formatText, scaleOf } from './formatValue';

/** Digits after the point that tell steps of this size apart. */
export function stepDecimals(step: number): number {
  if (!(step > 0) || !Number.isFinite(step)) return 0;
  for (let decimals = Math.max(0, -Math.floor(Math.log10(step))); decimals < 20; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 20;
}

/**
 * Texts of axis ticks: one multiple of the unit and one number of decimals for all of them (`0 MB/s … 160 MB/s`).
 * `ticks` ascending and evenly spaced.
 */
export function formatTicks(
  ticks: readonly number[],
  unit: string | undefined,
  options: { readonly decimals?: number; readonly timeZone?: string } = {},
): string[] {
  const magnitude = ticks.reduce((largest, tick) => Math.max(largest, Math.abs(tick)), 0);
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : magnitude;
  const { factor } = scaleOf(unit, magnitude);
  const decimals = options.decimals ?? stepDecimals(step * factor);
  return ticks.map((tick) =>
    formatText(tick, { ...options, ...(unit === undefined ? {} : { unit }), decimals, magnitude }),
  );
}
