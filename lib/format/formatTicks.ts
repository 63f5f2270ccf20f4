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
  let shared = magnitude;
  let decimals = stepDecimals(step * scaleOf(unit, magnitude).factor);
  if (decimals > 2 && step > 0) {
    // Thirds of a minute are better counted in seconds: take the multiple in which the step is a short number.
    const finer = stepDecimals(step * scaleOf(unit, step).factor);
    if (finer < decimals) {
      shared = step;
      decimals = finer;
    }
  }
  const format = { ...options, ...(unit === undefined ? {} : { unit }), magnitude: shared };
  return ticks.map((tick) => formatText(tick, { ...format, decimals: options.decimals ?? decimals }));
}
