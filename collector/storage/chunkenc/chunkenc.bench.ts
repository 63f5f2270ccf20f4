/** Codec: bytes per sample, encode and decode speed, by kind of series, in open blocks (64 rows) and windows (480). */
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { decodeValues, encodeValues } from './values';

/** xorshift32, so that every run has the same data. */
let state = 88172645;
function random(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
}

function column(rows: number, next: (row: number, previous: number) => number): Float64Array {
  const values = new Float64Array(rows);
  let previous = Math.floor(random() * 1e9);
  for (let row = 0; row < rows; row++) {
    previous = next(row, previous);
    values[row] = previous;
  }
  return values;
}

/** Shares of a node exporter's page, about: most series hardly change. */
const KINDS: readonly [name: string, share: number, make: (rows: number) => Float64Array][] = [
  ['constant', 40, (rows) => column(rows, (_, previous) => previous)],
  ['seldom counter', 20, (rows) => column(rows, (_, previous) => previous + (random() < 0.05 ? 1 : 0))],
  ['counter', 15, (rows) => column(rows, (_, previous) => previous + Math.floor(random() * 300))],
  ['cpu seconds', 10, (rows) => column(rows, (_, previous) => Math.round((previous + random() * 15) * 100) / 100)],
  ['memory, 4 KiB', 8, (rows) => column(rows, () => 4096 * Math.floor(2e6 + random() * 4000))],
  ['load', 4, (rows) => column(rows, () => Math.round(random() * 400) / 100)],
  ['17 digits', 3, (rows) => column(rows, () => random() * 0.01)],
];

const SERIES = 2_000;
const ROUNDS = 10;

function measure(name: string, rows: number, columns: readonly Float64Array[]): string {
  const out = new ByteWriter(1 << 20);
  const encoded: Uint8Array[] = [];
  const samples = rows * columns.length * ROUNDS;
  let startMs = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    encoded.length = 0;
    for (const values of columns) {
      out.reset();
      encodeValues(out, values, 0, rows);
      encoded.push(out.finish());
    }
  }
  const encodeMs = performance.now() - startMs;
  const target = new Float64Array(rows);
  startMs = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    for (const bytes of encoded) decodeValues(new ByteReader(bytes), target, 0, rows);
  }
  const decodeMs = performance.now() - startMs;
  const size = encoded.reduce((sum, bytes) => sum + bytes.length, 0) / (rows * columns.length);
  const speed = (ms: number) => `${(samples / ms / 1000).toFixed(0).padStart(5)} M/s`;
  const place = `${name.padEnd(16)} ${String(rows).padStart(4)} rows`;
  return `${place}  ${size.toFixed(3).padStart(6)} B/sample  encode ${speed(encodeMs)}  decode ${speed(decodeMs)}`;
}

// Once for the compiler.
measureAll(64, () => undefined);
for (const rows of [64, 480]) measureAll(rows, console.log);

function measureAll(rows: number, print: (line: string) => void): void {
  const mixed: Float64Array[] = [];
  for (const [name, share, make] of KINDS) {
    const columns = Array.from({ length: (SERIES * share) / 100 }, () => make(rows));
    mixed.push(...columns);
    print(measure(name, rows, columns));
  }
  print(measure('mixed', rows, mixed));
}
