import { describe, expect, it } from 'vitest';
import { labelsKey } from '@/lib/labels/labels';
import { isStaleAt, wordsOf } from '@/lib/labels/staleness';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { LogRowBuilder } from './logRow';
import { LogRowReader, type LogRowVisitor } from './readLogRow';

/** What a reader tells, as lines. Values by their bits. */
class Transcript implements LogRowVisitor {
  readonly lines: string[] = [];

  series(ref: number, labels: readonly string[]): void {
    this.lines.push(`series ${ref} ${labelsKey(labels)}`);
  }
  metadata(metadata: object): void {
    this.lines.push(`metadata ${JSON.stringify(metadata)}`);
  }
  exemplar(kept: object): void {
    this.lines.push(`exemplar ${JSON.stringify(kept)}`);
  }
  beginCommit(cohort: object): void {
    this.lines.push(`commit ${JSON.stringify(cohort)}`);
  }
  sample(ref: number, timestampMs: number, value: Float64Array, stale: boolean): void {
    this.lines.push(`${ref}@${timestampMs} ${stale ? 'stale' : bitsOf(value[0] as number)}`);
    if (stale) expect(isStaleAt(wordsOf(value), 0)).toBe(true);
  }
}

function bitsOf(value: number): string {
  return [...new Uint32Array(Float64Array.of(value).buffer)].join('/');
}

const COHORT = { job: 'node', instance: 'a', origin: 'http://a/metrics' };
const VALUES = [
  0,
  1,
  1,
  2,
  -5,
  0.1,
  0.11,
  0.29,
  1e15,
  1e300,
  -0,
  0,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  1 / 3,
  7,
  2 ** 53,
];

/** Builds rows of samples of two series, and says what reading them must tell. */
function build(): { rows: Uint8Array[]; want: string[] } {
  const builder = new LogRowBuilder();
  const rows: Uint8Array[] = [];
  const want: string[] = [];
  builder.series(1, 0, ['__name__', 'a']);
  builder.series(70_000, 69_999, ['__name__', 'b', 'é', '\u0000"']);
  want.push(`series 1 ${labelsKey(['__name__', 'a'])}`, `series 70000 ${labelsKey(['__name__', 'b', 'é', '\u0000"'])}`);
  for (const [i, value] of VALUES.entries()) {
    builder.sample(1, 0, i * 15_000, value, false);
    builder.sample(70_000, 69_999, i * 15_000, -value, false);
    builder.sample(70_000, 69_999, i * 15_000 + 7, 0, true);
    builder.endCommit(COHORT);
    want.push(`commit ${JSON.stringify(COHORT)}`, `1@${i * 15_000} ${bitsOf(value)}`);
    want.push(`70000@${i * 15_000} ${bitsOf(-value)}`, `70000@${i * 15_000 + 7} stale`);
    if (i % 3 === 0) rows.push(builder.finish());
  }
  const metadata = { metric: 'a', type: 'counter', help: 'h', unit: '' } as const;
  builder.metadata(metadata);
  want.push(`metadata ${JSON.stringify(metadata)}`);
  rows.push(builder.finish());
  return { rows, want };
}

describe('log rows', () => {
  it('are read back as they were written, bit by bit, over several rows', () => {
    const { rows, want } = build();
    const transcript = new Transcript();
    const reader = new LogRowReader();
    for (const row of rows) reader.read(row, transcript);
    expect(transcript.lines).toEqual(want);
  });

  it('can be read from a reset on without the rows before', () => {
    const builder = new LogRowBuilder();
    builder.sample(1, 0, 1000, 5, false);
    builder.endCommit(COHORT);
    expect(LogRowReader.startsAnew(builder.finish())).toBe(true);
    builder.sample(1, 0, 2000, 6, false);
    builder.endCommit(COHORT);
    expect(LogRowReader.startsAnew(builder.finish())).toBe(false);
    builder.reset();
    builder.sample(1, 0, 3000, 7, false);
    builder.endCommit(COHORT);
    const row = builder.finish();
    expect(LogRowReader.startsAnew(row)).toBe(true);
    const transcript = new Transcript();
    new LogRowReader().read(row, transcript);
    expect(transcript.lines.at(-1)).toBe(`1@3000 ${bitsOf(7)}`);
  });

  it('know nothing of slots: one that is used again begins without a previous value', () => {
    const builder = new LogRowBuilder();
    builder.series(1, 5, ['__name__', 'old']);
    builder.sample(1, 5, 1000, 1_000_000, false);
    builder.endCommit(COHORT);
    builder.series(2, 5, ['__name__', 'new']);
    builder.sample(2, 5, 2000, 1_000_001, false);
    builder.endCommit(COHORT);
    const transcript = new Transcript();
    new LogRowReader().read(builder.finish(), transcript);
    expect(transcript.lines).toContain(`1@1000 ${bitsOf(1_000_000)}`);
    expect(transcript.lines).toContain(`2@2000 ${bitsOf(1_000_001)}`);
  });

  it('report every changed or missing byte', () => {
    for (const row of build().rows) {
      for (let at = 0; at < row.length; at++) {
        const damaged = row.slice();
        damaged[at] = (damaged[at] as number) ^ 0x10;
        // Bytes 2 and 3 are reserved.
        if (at !== 2 && at !== 3)
          expect(() => new LogRowReader().read(damaged, new Transcript())).toThrow(CorruptPageError);
        expect(() => new LogRowReader().read(row.subarray(0, at), new Transcript())).toThrow(CorruptPageError);
      }
    }
  });

  it('take about two bytes for a sample of a steady scrape', () => {
    const builder = new LogRowBuilder();
    for (let scrape = 0; scrape < 2; scrape++) {
      for (let i = 0; i < 1000; i++) builder.sample(i + 1, i, scrape * 15_000, i + scrape * (i % 10), false);
      builder.endCommit(COHORT);
      const row = builder.finish();
      if (scrape === 1) expect(row.length).toBeLessThan(2_100);
    }
  });
});
