import { WriteRequestError } from './writeRequestError';

/** An exemplar of a request; its labels lie like those of its series. */
export interface WrittenExemplar {
  /** Number of its series in the request. */
  readonly series: number;
  readonly labelStart: number;
  readonly labelEnd: number;
  readonly timestampMs: number;
  readonly value: number;
}

export interface WriteLimits {
  /** Of the body after decompression. */
  readonly maxDecodedBytes: number;
  /** Of the labels of all series, which version 2 names by number and so can repeat at little cost to the sender. */
  readonly maxLabelBytes: number;
  /** Of series, samples, exemplars and symbols: without them a body of empty messages would need ten times its size. */
  readonly maxSeries: number;
  readonly maxSamples: number;
  readonly maxExemplars: number;
  readonly maxSymbols: number;
}

/** Prometheus sends 2,000 samples a request by default, vmagent 10,000. */
export const WRITE_LIMITS: WriteLimits = {
  maxDecodedBytes: 32 * 2 ** 20,
  maxLabelBytes: 64 * 2 ** 20,
  maxSeries: 1_000_000,
  maxSamples: 1_000_000,
  maxExemplars: 100_000,
  maxSymbols: 1_000_000,
};

/** Columns that have grown beyond this are let go after use. */
const MAX_KEPT = 1 << 16;
const FIRST_CAPACITY = 4096;

/**
 * The columns of one request after the other; they grow as needed and keep their memory. Series `i` has the samples
 * `[sampleStarts[i], sampleStarts[i + 1])`.
 */
export class WriteColumns {
  seriesCount = 0;
  sampleCount = 0;
  sampleStarts = new Uint32Array(FIRST_CAPACITY + 1);
  labelStarts = new Uint32Array(FIRST_CAPACITY);
  labelEnds = new Uint32Array(FIRST_CAPACITY);
  /** Milliseconds. */
  timestamps = new Float64Array(FIRST_CAPACITY);
  /** `values[i]` belongs to `timestamps[i]`; staleness markers by their bits. */
  values = new Float64Array(FIRST_CAPACITY);
  /** The two words of each value. */
  words = new Uint32Array(this.values.buffer);
  exemplars: WrittenExemplar[] = [];
  histograms = 0;

  constructor(private readonly limits: WriteLimits) {}

  reset(): void {
    this.seriesCount = 0;
    this.sampleCount = 0;
    this.histograms = 0;
    this.exemplars = [];
    if (this.labelStarts.length > MAX_KEPT) this.#resizeSeries(FIRST_CAPACITY);
    if (this.values.length > MAX_KEPT) this.#resizeSamples(FIRST_CAPACITY);
  }

  /** Begins the next series; its labels are told by `endSeries`. */
  beginSeries(): void {
    if (this.seriesCount === this.limits.maxSeries) throw tooMany('series', this.limits.maxSeries);
    if (this.seriesCount === this.labelStarts.length) this.#resizeSeries(this.seriesCount * 2);
    this.sampleStarts[this.seriesCount] = this.sampleCount;
  }

  endSeries(labelStart: number, labelEnd: number): void {
    this.labelStarts[this.seriesCount] = labelStart;
    this.labelEnds[this.seriesCount] = labelEnd;
    this.sampleStarts[++this.seriesCount] = this.sampleCount;
  }

  /** Makes room for a sample, which is 0 at time 0 until it is set, and answers its number. */
  addSample(): number {
    if (this.sampleCount === this.limits.maxSamples) throw tooMany('samples', this.limits.maxSamples);
    if (this.sampleCount === this.values.length) this.#resizeSamples(this.sampleCount * 2);
    const sample = this.sampleCount++;
    this.timestamps[sample] = 0;
    this.values[sample] = 0;
    return sample;
  }

  addExemplar(exemplar: WrittenExemplar): void {
    if (this.exemplars.length === this.limits.maxExemplars) throw tooMany('exemplars', this.limits.maxExemplars);
    this.exemplars.push(exemplar);
  }

  #resizeSeries(capacity: number): void {
    this.sampleStarts = resized(this.sampleStarts, new Uint32Array(capacity + 1));
    this.labelStarts = resized(this.labelStarts, new Uint32Array(capacity));
    this.labelEnds = resized(this.labelEnds, new Uint32Array(capacity));
  }

  #resizeSamples(capacity: number): void {
    this.timestamps = resized(this.timestamps, new Float64Array(capacity));
    // Word by word: a copy by value could change the bits of a NaN.
    const words = resized(this.words, new Uint32Array(capacity * 2));
    this.words = words;
    this.values = new Float64Array(words.buffer);
  }
}

export function tooMany(what: string, limit: number): WriteRequestError {
  return new WriteRequestError('too_large', `the request has more than ${limit} ${what}; send smaller batches`);
}

function resized<T extends Uint32Array | Float64Array>(column: T, target: T): T {
  const { length } = target;
  target.set(column.length > length ? column.subarray(0, length) : column);
  return target;
}
