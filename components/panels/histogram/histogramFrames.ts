/** Values counted into buckets, as a table that bars are drawn of. Pure. */
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { numberFields } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame, NumberField } from '@/lib/dashboard/frame';
import { formatTicks } from '@/lib/format/formatTicks';
import type { HistogramOptions } from './options';

const MAX_BUCKETS = 200;

interface Counted {
  readonly name: string;
  readonly fields: readonly NumberField[];
}

function eachValue(fields: readonly NumberField[], take: (value: number) => void): void {
  for (const { values, present } of fields) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (present?.[i] !== 0 && Number.isFinite(value)) take(value);
    }
  }
}

/** The smallest round size that needs no more buckets than wanted. */
function roundSize(range: number, count: number): number {
  const wanted = range / count || 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power;
}

/** One frame: lower bounds as texts, and a count for each series. Empty where there are no values. */
export function histogramFrames(frames: readonly Frame[], options: HistogramOptions): Frame[] {
  const all = numberFields(frames);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  eachValue(
    all.map(({ field }) => field),
    (value) => {
      least = Math.min(least, value);
      most = Math.max(most, value);
    },
  );
  if (!(least <= most)) return [];
  const asked = options.bucketSize ?? 0;
  const fits = asked > 0 && (most - least) / asked < MAX_BUCKETS;
  const size = fits ? asked : roundSize(most - least || Math.abs(most) || 1, options.bucketCount);
  const first = Math.floor((least - options.bucketOffset) / size);
  const length = Math.floor((most - options.bucketOffset) / size) - first + 1;
  const series: Counted[] = options.combine
    ? [{ name: 'Count', fields: all.map(({ field }) => field) }]
    : all.map(({ field, frame }) => ({ name: fieldDisplayName(field, frame), fields: [field] }));
  const counts = series.map(({ name, fields }): Field => {
    const values = new Float64Array(length);
    eachValue(fields, (value) => {
      const bucket = Math.floor((value - options.bucketOffset) / size) - first;
      values[bucket] = (values[bucket] ?? 0) + 1;
    });
    const { color } = fields[0]?.config ?? {};
    return { name, type: 'number', values, config: color === undefined ? {} : { color } };
  });
  const lower = Array.from({ length }, (_, i) => Number(((first + i) * size + options.bucketOffset).toPrecision(12)));
  const texts = formatTicks(lower, all[0]?.field.config.unit, { timeZone: 'utc' });
  return [
    { refId: '', name: '', length, fields: [{ name: 'Bucket', type: 'string', values: texts, config: {} }, ...counts] },
  ];
}
