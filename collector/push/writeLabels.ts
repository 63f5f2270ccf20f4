import { getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';
import { BYTES, ProtobufReader } from './protobufReader';

/** Longer names and values are refused (the defaults of scraping). */
export interface LabelLimits {
  readonly maxLabels: number;
  readonly maxNameBytes: number;
  readonly maxValueBytes: number;
}

export const LABEL_LIMITS: LabelLimits = { maxLabels: 64, maxNameBytes: 1024, maxValueBytes: 4096 };

export type WrittenLabels =
  | { readonly ok: true; readonly labels: Labels }
  | { readonly ok: false; readonly reason: string };

/**
 * The label set of one series of a decoded request: `Label {string name = 1; string value = 2}` as field 1 of
 * `bytes[start, end)`. Sorted here, as some senders do not; empty values mean "no such label". A set without metric
 * name, with a name twice, or with text that is not UTF-8 is refused with the reason.
 */
export function readWrittenLabels(
  bytes: Uint8Array,
  start: number,
  end: number,
  limits: LabelLimits = LABEL_LIMITS,
): WrittenLabels {
  const read = readWrittenLabelSet(bytes, start, end, limits);
  if (!read.ok || getLabel(read.labels, METRIC_NAME) !== '') return read;
  return refuse('the series has no metric name (label __name__)');
}

/** The same for the label set of an exemplar, which needs no metric name. */
export function readWrittenLabelSet(
  bytes: Uint8Array,
  start: number,
  end: number,
  limits: LabelLimits = LABEL_LIMITS,
): WrittenLabels {
  const pairs = readPairs(bytes, start, end);
  if (pairs === undefined) return refuse('a label is not valid UTF-8');
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const labels: string[] = [];
  for (const [i, [name, value]] of pairs.entries()) {
    if (name === '') return refuse('a label has no name');
    if (pairs[i - 1]?.[0] === name) return refuse(`label name ${JSON.stringify(name)} is not unique`);
    if (Buffer.byteLength(name) > limits.maxNameBytes)
      return refuse(`a label name is longer than ${limits.maxNameBytes} bytes`);
    if (Buffer.byteLength(value) > limits.maxValueBytes) {
      return refuse(`the value of label ${JSON.stringify(name)} is longer than ${limits.maxValueBytes} bytes`);
    }
    if (value === '') continue;
    labels.push(name, value);
  }
  if (labels.length / 2 > limits.maxLabels) return refuse(`the series has more than ${limits.maxLabels} labels`);
  return { ok: true, labels };
}

function readPairs(bytes: Uint8Array, start: number, end: number): [name: string, value: string][] | undefined {
  const reader = new ProtobufReader(bytes);
  reader.at = start;
  const pairs: [string, string][] = [];
  while (reader.nextField(end)) {
    if (reader.field !== 1) {
      reader.skip(end);
      continue;
    }
    const labelEnd = reader.readLength(end);
    const pair: [string, string] = ['', ''];
    while (reader.nextField(labelEnd)) {
      if ((reader.field === 1 || reader.field === 2) && reader.wireType === BYTES) {
        const position = reader.field - 1;
        const text = reader.readText(labelEnd);
        if (text === undefined) return undefined;
        pair[position] = text;
      } else reader.skip(labelEnd);
    }
    pairs.push(pair);
  }
  return pairs;
}

function refuse(reason: string): WrittenLabels {
  return { ok: false, reason };
}
