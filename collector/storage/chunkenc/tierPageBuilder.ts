import { encodeAlignedIntegers } from './alignedIntegers';
import type { Buckets } from './buckets';
import { ByteWriter } from './byteWriter';
import { encodeIntegers, MAX_COLUMN } from './integers';
import { PageKind, sealPage, startPage } from './page';
import { encodePresence, type Presence, presenceOf } from './presence';
import { MAX_TIER_ROWS, TierFlag } from './tierPage';
import { encodeValues, type IntegerEncoder } from './values';

const scratch = new Float64Array(MAX_COLUMN);

/** Collects series for one page. `aligned`: in the subset of the codec that SQL reads. */
export class TierPageBuilder {
  private readonly metrics = new ByteWriter(1024);
  private readonly entries = new ByteWriter(4096);
  private readonly columns = new ByteWriter(1 << 16);
  private readonly column = new ByteWriter(1024);
  private readonly bitmap: Uint8Array;
  private readonly encode: IntegerEncoder;
  private metric: string | undefined;
  private metricCount = 0;
  private seriesOfMetric = 0;
  private seriesCount = 0;
  private previousRef = 0;

  constructor(
    private readonly rows: number,
    aligned: boolean,
  ) {
    if (rows > MAX_TIER_ROWS) throw new Error(`BUG: tier window of ${rows} buckets`);
    this.bitmap = new Uint8Array((rows + 7) >>> 3);
    this.encode = aligned ? encodeAlignedIntegers : encodeIntegers;
  }

  /** Bytes the page would have, about. */
  get size(): number {
    return this.metrics.length + this.entries.length + this.columns.length;
  }

  get series(): number {
    return this.seriesCount;
  }

  /** Adds a series of at least one bucket. Metrics come one after the other. */
  add(metric: string, ref: number, buckets: Buckets): void {
    this.startMetric(metric);
    const flags = flagsOf(buckets);
    const start = this.columns.length;
    if (buckets.counter) this.writeCounter(buckets);
    else this.writeOther(buckets, (flags & TierFlag.flat) !== 0);
    if (flags & TierFlag.resets) this.writeResets(buckets);
    if (flags & TierFlag.ended) this.writeEnded(buckets);
    this.entries.svarint(ref - this.previousRef);
    this.entries.u8(flags);
    encodePresence(this.entries, this.presence(buckets));
    this.entries.varint(this.columns.length - start);
    this.previousRef = ref;
    this.seriesOfMetric++;
    this.seriesCount++;
  }

  /** The page; the builder is empty afterwards. */
  finish(): Uint8Array<ArrayBuffer> {
    this.endMetric();
    const out = startPage(this.size + 32);
    out.varint(this.rows);
    out.varint(this.metricCount);
    out.append(this.metrics.view());
    out.append(this.entries.view());
    out.append(this.columns.view());
    for (const part of [this.metrics, this.entries, this.columns]) part.reset();
    this.metric = undefined;
    this.metricCount = 0;
    this.seriesCount = 0;
    this.previousRef = 0;
    return sealPage(out, PageKind.tier);
  }

  private startMetric(metric: string): void {
    if (metric === this.metric) return;
    this.endMetric();
    this.metric = metric;
    this.metricCount++;
  }

  private endMetric(): void {
    if (this.metric === undefined) return;
    this.metrics.text(this.metric);
    this.metrics.varint(this.seriesOfMetric);
    this.seriesOfMetric = 0;
  }

  private writeCounter(buckets: Buckets): void {
    const { first, last, length, counts } = buckets;
    let at = 0;
    for (let i = 0; i < length; i++) {
      if (buckets.beginsRun(i)) scratch[at++] = first[i] as number;
      scratch[at++] = last[i] as number;
    }
    this.writeValues(scratch, at);
    this.writeIntegers(counts, length);
  }

  private writeOther({ last, counts, max, min, sum, length }: Buckets, flat: boolean): void {
    this.writeValues(last, length);
    this.writeIntegers(counts, length);
    if (flat) return;
    for (const values of [max, min, sum]) this.writeValues(values, length);
  }

  private writeResets({ lost, max, last, length }: Buckets): void {
    const resets: number[] = [];
    for (let i = 0; i < length; i++) if (isReset(lost, max, last, i)) resets.push(i);
    this.writePositions(resets);
    for (const values of [lost, max]) {
      for (const [i, at] of resets.entries()) scratch[i] = values[at] as number;
      this.writeValues(scratch, resets.length);
    }
  }

  private writeEnded({ ended, length }: Buckets): void {
    const ends: number[] = [];
    for (let i = 0; i < length; i++) if (ended[i] === 1) ends.push(i);
    this.writePositions(ends);
  }

  private writePositions(positions: readonly number[]): void {
    this.columns.varint(positions.length);
    let previous = 0;
    for (const at of positions) {
      this.columns.varint(at - previous);
      previous = at;
    }
  }

  private writeValues(values: Float64Array, count: number): void {
    this.column.reset();
    encodeValues(this.column, values, 0, count, this.encode);
    this.endColumn();
  }

  private writeIntegers(values: Float64Array, count: number): void {
    this.column.reset();
    this.encode(this.column, values, count);
    this.endColumn();
  }

  private endColumn(): void {
    this.columns.varint(this.column.length);
    this.columns.append(this.column.view());
  }

  private presence({ row, length }: Buckets): Presence | undefined {
    this.bitmap.fill(0);
    for (let i = 0; i < length; i++) {
      const at = row[i] as number;
      this.bitmap[at >>> 3] = (this.bitmap[at >>> 3] as number) | (1 << (at & 7));
    }
    return presenceOf(this.bitmap, this.rows);
  }
}

function flagsOf(buckets: Buckets): number {
  const { counter, lost, max, last, ended, length } = buckets;
  let flags = counter ? TierFlag.counter : isFlat(buckets) ? TierFlag.flat : 0;
  for (let i = 0; i < length; i++) {
    if (counter && isReset(lost, max, last, i)) flags |= TierFlag.resets;
    if (ended[i] === 1) flags |= TierFlag.ended;
  }
  return flags;
}

/** The largest value of a counter's bucket is its last one, if nothing was lost. NaN among the values may break that, too. */
function isReset(lost: Float64Array, max: Float64Array, last: Float64Array, i: number): boolean {
  return lost[i] !== 0 || !Object.is(max[i], last[i]);
}

function isFlat({ last, max, min, sum, counts, length }: Buckets): boolean {
  for (let i = 0; i < length; i++) {
    const value = last[i] as number;
    if (!Object.is(value, max[i]) || !Object.is(value, min[i])) return false;
    if (!Object.is(value * (counts[i] as number), sum[i])) return false;
  }
  return true;
}
