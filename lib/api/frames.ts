/**
 * The binary form of `POST /api/v1/query_batch`: a stream of frames
 *
 *   u32 LE header length · u32 LE body length · header (JSON) · body
 *
 * The header is padded with spaces and the body with zero bytes, both to a multiple of 8 and both counted in
 * their lengths. So every frame, and with it every Float64 column, begins on an 8-byte border of the stream,
 * and the browser reads columns as typed-array views without parsing.
 */
import type { EndHeader, ErrorHeader, FrameHeader, ResultFrame, ResultHeader } from './queryBatch';

export const PREFIX_BYTES = 8;

/** Longer headers and bodies are refused while decoding: a length is the first thing a broken stream gets wrong. */
export const MAX_HEADER_BYTES = 64 * 1024 * 1024;
export const MAX_BODY_BYTES = 1024 * 1024 * 1024;

/** A stream of frames that cannot be understood, or that ended before its end frame. */
export class FrameError extends Error {
  readonly code = 'frame';
}

/** Bytes of the presence bitmap of one series. */
export function presenceStride(steps: number): number {
  return Math.ceil(steps / 8);
}

/** Whether series `series` has a sample at step `step`. */
export function isPresent(frame: ResultFrame, series: number, step: number): boolean {
  const byte = frame.present[series * presenceStride(frame.header.steps) + (step >> 3)] ?? 0;
  return ((byte >> (step & 7)) & 1) === 1;
}

/** Length of the body of a result with this header, without its padding. */
export function bodyBytes(header: ResultHeader): number {
  return header.series.length * (header.steps * 8 + presenceStride(header.steps));
}

export function padTo8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

const encoder = new TextEncoder();
const SPACE = 0x20;
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Encodes one result. `values` and `present` are as ResultFrame says; their sizes must fit the header. */
export function encodeResult({ header, values, present }: ResultFrame): Uint8Array {
  const stride = presenceStride(header.steps);
  if (values.length !== header.series.length * header.steps || present.length !== header.series.length * stride) {
    throw new Error(
      `BUG: frame ${header.id} has ${values.length} values and ${present.length} presence bytes ` +
        `for ${header.series.length} series of ${header.steps} steps`,
    );
  }
  const { frame, bodyStart } = frameFor(header, bodyBytes(header));
  writeFloats(frame, bodyStart, values);
  frame.set(present, bodyStart + values.byteLength);
  return frame;
}

/** Encodes a frame that has no body. */
export function encodeHeaderOnly(header: ErrorHeader | EndHeader): Uint8Array {
  return frameFor(header, 0).frame;
}

function frameFor(header: FrameHeader, body: number): { frame: Uint8Array; bodyStart: number } {
  const json = encoder.encode(JSON.stringify(header));
  const headerBytes = padTo8(json.length);
  const paddedBody = padTo8(body);
  const frame = new Uint8Array(PREFIX_BYTES + headerBytes + paddedBody);
  const prefix = new DataView(frame.buffer);
  prefix.setUint32(0, headerBytes, true);
  prefix.setUint32(4, paddedBody, true);
  frame.set(json, PREFIX_BYTES);
  frame.fill(SPACE, PREFIX_BYTES + json.length, PREFIX_BYTES + headerBytes);
  return { frame, bodyStart: PREFIX_BYTES + headerBytes };
}

function writeFloats(frame: Uint8Array, offset: number, values: Float64Array): void {
  if (LITTLE_ENDIAN) {
    frame.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    return;
  }
  const view = new DataView(frame.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(offset + i * 8, values[i] as number, true);
}

/** The columns of a body that begins on an 8-byte border of `buffer`, as views where the machine allows. */
export function columnsOf(header: ResultHeader, buffer: ArrayBuffer, offset: number): ResultFrame {
  const count = header.series.length * header.steps;
  const present = new Uint8Array(buffer, offset + count * 8, header.series.length * presenceStride(header.steps));
  if (LITTLE_ENDIAN) return { header, values: new Float64Array(buffer, offset, count), present };
  const view = new DataView(buffer, offset, count * 8);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat64(i * 8, true);
  return { header, values, present };
}
