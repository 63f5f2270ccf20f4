import { describe, expect, it } from 'vitest';
import { writeStale } from '@/lib/labels/staleness';
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';
import { decodeValues, encodeValues } from './values';

function bitsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

function roundTrip(values: Float64Array): { bytes: number; stale: boolean } {
  const out = new ByteWriter();
  encodeValues(out, values, 0, values.length);
  const decoded = new Float64Array(values.length + 2);
  const reader = new ByteReader(out.finish());
  const stale = decodeValues(reader, decoded, 1, values.length);
  expect(bitsOf(decoded.slice(1, -1))).toEqual(bitsOf(values));
  expect(reader.remaining).toBe(0);
  return { bytes: out.length, stale };
}

/** A small deterministic generator (xorshift32), so that a failure can be repeated. */
function randomSource(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const column = (length: number, value: (i: number) => number) => Float64Array.from({ length }, (_, i) => value(i));

const CASES: readonly [name: string, values: Float64Array, maxBytes: number][] = [
  ['one value', column(1, () => 42), 3],
  ['a constant', column(480, () => 1), 3],
  ['a steady counter', column(480, (i) => 1e9 + 150 * i), 10],
  ['a counter with a varying rate', column(480, (i) => 1000 * i + ((i * 7) % 16)), 480],
  ['a counter that is reset', column(120, (i) => (i < 60 ? 1e6 + i : i)), 30],
  ['multiples of 4096', column(480, (i) => 8e9 + 4096 * ((i * 37) % 64)), 480],
  ['hundredths', column(480, (i) => (12345 + i * 3 + (i % 2)) / 100), 200],
  ['microseconds that somebody multiplied', column(480, (i) => (15_900_146 + i * 137) * 1e-6), 12],
  ['float32 values', column(64, (i) => Math.fround(0.1 * (i + 1))), 64 * 4],
  ['a flag that changes once', column(480, (i) => (i === 200 ? 1 : 0)), 10],
  ['one jump out of a flat line', column(64, (i) => (i === 30 ? 2 ** 50 - 1 : i === 31 ? 1 - 2 ** 50 : i % 3)), 600],
  ['random doubles', column(64, (i) => Math.sin(i * 12.9898) * 43758.5453), 64 * 8 + 20],
  ['huge', Float64Array.of(Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 2 ** 63, -(2 ** 63), 1e300), 100],
  ['subnormal', Float64Array.of(Number.MIN_VALUE, -Number.MIN_VALUE, 2 ** -1060, 0), 60],
  ['infinities', Float64Array.of(Infinity, -Infinity, 1, 2, 3, 4, 5, 6, 7, 8, 9), 30],
  ['signed zeros', Float64Array.of(0, -0, 0, -0, 1), 60],
  ['only NaN', column(64, () => NaN), 20],
  ['borders of the integer range', Float64Array.of(2 ** 50 - 1, 1 - 2 ** 50, 0, 2 ** 50, -(2 ** 50), 2 ** 51), 60],
  ['alternating borders', column(64, (i) => (i % 2 ? 2 ** 50 - 1 : 1 - 2 ** 50)), 600],
];

describe('values', () => {
  it.each(CASES)('%s comes back bit by bit', (_, values, maxBytes) => {
    expect(roundTrip(values).bytes).toBeLessThanOrEqual(maxBytes);
  });

  it('keeps a staleness marker, says so, and does not let it spoil the chunk', () => {
    const values = column(64, (i) => i * 10);
    writeStale(values, 63);
    const { bytes, stale } = roundTrip(values);
    expect(stale).toBe(true);
    expect(bytes).toBeLessThan(20);
    expect(roundTrip(column(64, (i) => i)).stale).toBe(false);
  });

  it('keeps NaN with unusual bits', () => {
    const values = column(4, (i) => i);
    bitsOf(values).set([0xdeadbeef, 0xfff80001], 2);
    roundTrip(values);
  });

  it('keeps any 64 bits, any length', () => {
    const random = randomSource(1);
    for (let round = 0; round < 400; round++) {
      const values = new Float64Array(1 + Math.floor(random() * 600));
      const words = bitsOf(values);
      for (let i = 0; i < words.length; i++) words[i] = random() * 2 ** 32;
      roundTrip(values);
    }
  });

  it('keeps realistic shapes of every scale', () => {
    const random = randomSource(2);
    for (let round = 0; round < 1500; round++) {
      const scale = 10 ** Math.floor(random() * 24 - 12);
      const digits = Math.floor(random() * 18);
      let level = (random() - 0.5) * 1e6 * scale;
      const values = column(1 + Math.floor(random() * 300), () => {
        level += (random() - 0.4) * scale * 1000;
        return random() < 0.01
          ? [NaN, Infinity, -Infinity, -0, 0][Math.floor(random() * 5)]!
          : +level.toPrecision(digits + 1);
      });
      if (random() < 0.3) writeStale(values, Math.floor(random() * values.length));
      roundTrip(values);
    }
  });

  it('reports damaged bytes with CorruptPageError, or decodes something: never crashes or loops', () => {
    const random = randomSource(3);
    const out = new ByteWriter();
    const target = new Float64Array(256);
    for (let round = 0; round < 5000; round++) {
      out.reset();
      encodeValues(
        out,
        column(200, (i) => Math.round(random() * 1000 * i) / 10),
        0,
        200,
      );
      const bytes = out.finish();
      bytes[Math.floor(random() * Math.min(bytes.length, 40))] = random() * 256;
      const cut = bytes.subarray(0, random() < 0.5 ? bytes.length : Math.floor(random() * bytes.length));
      try {
        decodeValues(new ByteReader(cut), target, 0, 200);
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptPageError);
      }
    }
  });
});
