import type { MetricType } from './parser';

/** A type as it is written; `untyped` is the text format's word for `unknown`. */
export type WrittenType = MetricType | 'untyped';

const TYPES: readonly WrittenType[] = [
  'gauge',
  'counter',
  'histogram',
  'summary',
  'untyped',
  'unknown',
  'info',
  'stateset',
  'gaugehistogram',
];
const ENCODED = TYPES.map((type) => ({ type, bytes: Buffer.from(type, 'latin1') }));

/** The metric type that `body[start, end)` spells, without making a string; undefined when it is none. */
export function readMetricType(body: Uint8Array, start: number, end: number): WrittenType | undefined {
  const length = end - start;
  for (const { type, bytes } of ENCODED) {
    if (bytes.length !== length) continue;
    let at = 0;
    while (at < length && bytes[at] === body[start + at]) at++;
    if (at === length) return type;
  }
  return undefined;
}
