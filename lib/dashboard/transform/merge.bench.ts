/** Merging of two tables of 10,000 rows that share a key. Prints the median of seven runs. */
import type { Frame } from '../frame';
import { applyTransformations } from './applyTransformations';

const ROWS = 10_000;
const RUNS = 7;

function table(refId: string, offset: number): Frame {
  const names = Array.from({ length: ROWS }, (_, i) => `pod-${(i * 7919 + offset) % ROWS}`);
  return {
    refId,
    name: '',
    length: ROWS,
    fields: [
      { name: 'pod', type: 'string', values: names, config: {} },
      { name: 'namespace', type: 'string', values: names.map((name) => `ns-${name.length}`), config: {} },
      { name: `Value #${refId}`, type: 'number', values: Float64Array.from(names, (_, i) => i), config: {} },
    ],
  };
}

const frames = [table('A', 0), table('B', 13)];
const times = Array.from({ length: RUNS }, () => {
  const start = performance.now();
  const { frames: merged } = applyTransformations(frames, [{ id: 'merge', options: {} }], {
    interpolate: (text) => text,
  });
  if (merged[0]?.length !== ROWS) throw new Error(`BUG: ${merged[0]?.length} rows instead of ${ROWS}`);
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(`merge of 2 × ${ROWS} rows: ${times[Math.floor(RUNS / 2)]?.toFixed(1)} ms`);
