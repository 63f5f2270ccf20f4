import type { Frame, NumberField } from '@/lib/dashboard/frame';

/**
 * Turns the cumulative buckets of a histogram (label `le`) into counts of their own, in rising order: each becomes
 * what it holds more than the bucket before it. Frames without `le` stay as they are, in front.
 */
export function cumulativeToBuckets(frames: readonly Frame[]): Frame[] {
  const others = frames.filter((frame) => bound(frame) === undefined);
  const buckets = frames.filter((frame) => bound(frame) !== undefined);
  buckets.sort((a, b) => (bound(a) ?? 0) - (bound(b) ?? 0));
  return [...others, ...buckets.map((frame, index) => difference(frame, buckets[index - 1]))];
}

function valueField(frame: Frame): NumberField | undefined {
  const field = frame.fields[1];
  return field?.type === 'number' ? field : undefined;
}

function bound(frame: Frame): number | undefined {
  const le = valueField(frame)?.labels?.['le'];
  if (le === undefined) return undefined;
  const number = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
  return Number.isNaN(number) ? undefined : number;
}

function difference(frame: Frame, lower: Frame | undefined): Frame {
  const field = valueField(frame);
  const below = lower === undefined ? undefined : valueField(lower);
  if (field === undefined || below === undefined) return frame;
  const values = field.values.map((value, i) =>
    Math.max(0, value - (below.present?.[i] === 0 ? 0 : (below.values[i] ?? 0))),
  );
  return { ...frame, fields: frame.fields.map((other) => (other === field ? { ...field, values } : other)) };
}
