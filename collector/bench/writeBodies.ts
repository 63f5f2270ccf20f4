/** Remote write requests (v1), encoded before anything is measured. */
import { compress } from 'snappyjs';
import type { BenchSeries, LabelPairs, Machine } from './machineSeries';

const LABELS = 0x0a;
const SAMPLES = 0x12;
const TIMESERIES = 0x0a;
/** A sample: field and double, field and varint of six bytes (times from 2004 to 2109). */
const SAMPLE_BYTES = 9 + 7;

/** One request: one sample of every series of the machines, each machine at its own time. */
export function encodeRound(machines: readonly Machine[], encoded: EncodedLabels, roundMs: number): Uint8Array {
  const body = new BodyWriter();
  for (const { series, offsetMs } of machines) {
    for (const one of series) body.timeSeries(encoded.of(one), roundMs - offsetMs, one.next());
  }
  return compress(body.bytes());
}

/** The label part of each series' message, made once. */
export class EncodedLabels {
  readonly #encoded = new Map<BenchSeries, Buffer>();

  of(series: BenchSeries): Buffer {
    const known = this.#encoded.get(series);
    if (known !== undefined) return known;
    const made = encodeLabels(series.labels);
    this.#encoded.set(series, made);
    return made;
  }
}

function encodeLabels(labels: LabelPairs): Buffer {
  return Buffer.concat(
    labels.map(([name, value]) => field(LABELS, Buffer.concat([textField(0x0a, name), textField(0x12, value)]))),
  );
}

function textField(tag: number, text: string): Buffer {
  return field(tag, Buffer.from(text));
}

function field(tag: number, content: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head[0] = tag;
  return Buffer.concat([head.subarray(0, putVarint(head, 1, content.length)), content]);
}

class BodyWriter {
  #buffer = Buffer.alloc(1 << 20);
  #length = 0;

  timeSeries(labels: Buffer, timestampMs: number, value: number): void {
    this.#reserve(labels.length + SAMPLE_BYTES + 16);
    const buffer = this.#buffer;
    let at = this.#length;
    buffer[at++] = TIMESERIES;
    at = putVarint(buffer, at, labels.length + 2 + SAMPLE_BYTES);
    at += labels.copy(buffer, at);
    buffer[at++] = SAMPLES;
    buffer[at++] = SAMPLE_BYTES;
    buffer[at++] = 0x09;
    at = buffer.writeDoubleLE(value, at);
    buffer[at++] = 0x10;
    this.#length = putVarint(buffer, at, timestampMs);
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.alloc(this.#buffer.length * 2);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** @returns where to go on; `value` may exceed 32 bits */
function putVarint(buffer: Buffer, at: number, value: number): number {
  let next = at;
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[next++] = (rest % 128) | 128;
  buffer[next++] = rest;
  return next;
}
