/**
 * Sample values as differences to the series' previous value in the log: writer and reader keep the same previous values,
 * so they must see the same rows in the same order, from a row that says "reset" on. Each numbers the series as it likes. One code per sample, its low two bits
 * say what follows. Whether the difference brings the value back is verified at write, so it is lossless.
 */
import { writeStale } from '@/lib/labels/staleness';
import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { growFloat64 } from '../head/growable';

const INTEGER = 0;
const HUNDREDTHS = 1;
const RAW = 2;
const STALE = 3;

/** Differences below this magnitude leave room for the zigzag bit and the code in 53 bits. */
const MAX_DELTA = 2 ** 49;

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);

export class ValueDeltas {
  /** By slot; 0 before the first value. Always finite. */
  private previous = new Float64Array(1024);

  reset(): void {
    this.previous.fill(0);
  }

  /** The next value of this slot is of another series: it has no previous one. */
  forget(slot: number): void {
    if (slot < this.previous.length) this.previous[slot] = 0;
  }

  writeStale(out: ByteWriter): void {
    out.varint(STALE);
  }

  write(out: ByteWriter, slot: number, value: number): void {
    this.reserve(slot);
    const code = this.codeOf(this.previous[slot] as number, value);
    if (isPlain(value)) this.previous[slot] = value;
    if (code >= 0) out.varint(code);
    else this.writeRaw(out, value);
  }

  /** The code that brings `value` back from `previous`; -1 when only its bits do. */
  private codeOf(previous: number, value: number): number {
    if (!isPlain(value)) return -1;
    const delta = value - previous;
    if (Number.isInteger(delta) && Math.abs(delta) < MAX_DELTA && previous + delta === value) {
      return zigzag(delta) * 4 + INTEGER;
    }
    const base = Math.round(previous * 100);
    const hundredths = Math.round(value * 100) - base;
    const exact = Math.abs(hundredths) < MAX_DELTA && (base + hundredths) / 100 === value;
    return exact ? zigzag(hundredths) * 4 + HUNDREDTHS : -1;
  }

  private writeRaw(out: ByteWriter, value: number): void {
    scratch[0] = value;
    out.varint(RAW);
    out.words(scratchWords[0] as number, scratchWords[1] as number);
  }

  /** Reads one value to `out[at]`; returns whether it is a staleness marker. */
  read(reader: ByteReader, slot: number, out: Float64Array, at: number): boolean {
    this.reserve(slot);
    const code = reader.varint();
    switch (code % 4) {
      case STALE:
        writeStale(out, at);
        return true;
      case RAW:
        this.readRaw(reader, slot, out, at);
        return false;
      case INTEGER:
        out[at] = (this.previous[slot] as number) + unzigzag(Math.floor(code / 4));
        break;
      default:
        out[at] = (Math.round((this.previous[slot] as number) * 100) + unzigzag(Math.floor(code / 4))) / 100;
    }
    this.previous[slot] = out[at] as number;
    return false;
  }

  private readRaw(reader: ByteReader, slot: number, out: Float64Array, at: number): void {
    const words = new Uint32Array(out.buffer, out.byteOffset + at * 8, 2);
    words[0] = reader.u32();
    words[1] = reader.u32();
    const value = out[at] as number;
    if (isPlain(value)) this.previous[slot] = value;
  }

  private reserve(slot: number): void {
    if (slot >= this.previous.length) this.previous = growFloat64(this.previous, slot + 1, 0);
  }
}

/** Finite and not -0, whose sign no difference brings back. */
function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(coded: number): number {
  return coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2;
}
