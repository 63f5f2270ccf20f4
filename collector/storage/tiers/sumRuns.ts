/**
 * Sums of runs of values, exact in decimals: 0.1 + 0.2 is 0.3. Values that are integers under one decimal scale are summed as
 * these integers and divided once, so that a sum of sums is the sum. Others are summed as Prometheus does, with compensation
 * (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
 */
import { powerOfTen, scaleDecimal } from '../chunkenc/scaling';

let plain = new Float64Array(8192);
let integers = new Float64Array(8192);

/** Writes to `sums[r]` the sum of `values[ends[r - 1] .. ends[r])`; `ends` ascend, the first run begins at 0. */
export function sumRuns(values: Float64Array, ends: Uint32Array, runs: number, sums: Float64Array): void {
  const count = runs === 0 ? 0 : (ends[runs - 1] as number);
  if (plain.length < count) {
    plain = new Float64Array(count * 2);
    integers = new Float64Array(count * 2);
  }
  for (let i = 0; i < count; i++) plain[i] = Number.isFinite(values[i]) ? (values[i] as number) : 0;
  const exponent = scaleDecimal(plain, count, integers);
  const power = exponent < 0 ? 0 : powerOfTen(exponent);
  for (let run = 0, from = 0; run < runs; run++) {
    const to = ends[run] as number;
    sums[run] =
      power > 0 && areFinite(values, from, to) ? sumIntegers(from, to) / power : compensated(values, from, to);
    from = to;
  }
}

function areFinite(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

function sumIntegers(from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += integers[i] as number;
  return sum;
}

function compensated(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let lost = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    const next = sum + value;
    if (Number.isFinite(next)) lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
