/** Values that stat, gauge and bar gauge show: one for each field, or one for each row. Pure. */
import { resolveColor } from '@/lib/dashboard/colors';
import { dashboardRegex } from '@/lib/dashboard/dashboardRegex';
import type { DataPlace } from '@/lib/dashboard/dataLinks';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { type DisplayValue, displayValue } from '@/lib/dashboard/displayValue';
import type { FieldConfig } from '@/lib/dashboard/document';
import { fieldBounds, numberFields } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame, NumberField } from '@/lib/dashboard/frame';
import { mapValue } from '@/lib/dashboard/mappings';
import type { Theme } from '@/lib/dashboard/palette';
import { calculate } from '@/lib/dashboard/reduce';
import type { ValueBounds } from '@/lib/dashboard/thresholds';
import type { ReduceOptions } from './reduceOptions';

export interface ReducedValue {
  /** Unique in the panel and the same after a refresh. */
  readonly id: string;
  readonly name: string;
  readonly display: DisplayValue;
  readonly bounds: ValueBounds;
  readonly field: NumberField;
  /** Where it comes from, for its links. */
  readonly place: DataPlace;
  /** Column of times beside the field, for a sparkline. */
  readonly times?: Float64Array;
}

interface Context {
  readonly theme: Theme;
  readonly timeZone: string;
  readonly nowMs: number;
}

const DEFAULT_CALC = 'lastNotNull';
const MAX_VALUES = 1000;

function matcher(fields: string): (name: string) => boolean {
  if (fields === '') return () => true;
  const test = fields.startsWith('/') ? dashboardRegex(fields) : undefined;
  return (name) => name === fields || (test?.(name) ?? false);
}

function timesOf(frame: Frame): Float64Array | undefined {
  const field = frame.fields.find((candidate) => candidate.type === 'time');
  return field?.type === 'time' ? field.values : undefined;
}

/** Text of a row, to name its value when every row is a value. */
function rowName(frame: Frame, row: number): string {
  const texts = frame.fields.flatMap((field: Field) =>
    field.type === 'string' && field.values[row] ? [field.values[row]] : [],
  );
  return texts.join(' ');
}

/** Values in the order of frames and fields, at most a thousand; `bounds` come from all fields together. */
export function reducedValues(frames: readonly Frame[], options: ReduceOptions, context: Context): ReducedValue[] {
  const matches = matcher(options.fields);
  const all = numberFields(frames);
  const fields = all.map(({ field }) => field);
  const limit = Math.min(MAX_VALUES, options.limit ?? MAX_VALUES);
  const out: ReducedValue[] = [];
  all.forEach(({ field, frame }, seriesIndex) => {
    const fieldName = fieldDisplayName(field, frame);
    if (!matches(fieldName)) return;
    const bounds = fieldBounds(field.config, fields);
    const times = timesOf(frame);
    const add = (value: number | null, name: string, key: string, row?: number) => {
      if (out.length >= limit) return;
      // Rows of one field take colours of their own, as series do.
      const colorIndex = options.values ? out.length : seriesIndex;
      const display = displayValue(field.config, value, { ...context, seriesIndex: colorIndex, name, bounds });
      const text = display.prefix + display.text + display.suffix;
      const place = { frame, field, value, text, ...(row === undefined ? {} : { row }) };
      out.push({ id: key, name, display, bounds, field, place, ...(times ? { times } : {}) });
    };
    const key = `${frame.refId}\u0000${seriesIndex}`;
    if (!options.values) {
      add(calculate(field, options.calcs[0] ?? DEFAULT_CALC), fieldName, key);
      return;
    }
    for (let row = 0; row < field.values.length && out.length < limit; row++) {
      const absent = field.present?.[row] === 0;
      const value = absent ? null : (field.values[row] ?? null);
      add(value, rowName(frame, row) || fieldName, `${key}\u0000${row}`, row);
    }
  });
  // Texts are shown where the options ask for fields by name: a version, a state.
  if (options.fields !== '') out.push(...textValues(frames, matches, options, context).slice(0, limit - out.length));
  return out;
}

/** The last text of each text field that is asked for, or the text of every row. */
function textValues(
  frames: readonly Frame[],
  matches: (name: string) => boolean,
  { values }: ReduceOptions,
  { theme }: Context,
): ReducedValue[] {
  return frames.flatMap((frame, frameIndex) =>
    frame.fields.flatMap((field, fieldIndex): ReducedValue[] => {
      const name = fieldDisplayName(field, frame);
      if (field.type !== 'string' || !matches(name)) return [];
      const texts = values ? field.values : [field.values.findLast((text) => text !== null) ?? null];
      return texts.slice(0, MAX_VALUES).map((value, row) => {
        const display = textDisplay(value, field.config, theme);
        return {
          id: `${frame.refId}\u0000text ${frameIndex} ${fieldIndex} ${row}`,
          name,
          display,
          bounds: { min: 0, max: 100 },
          field: { name: field.name, type: 'number', values: new Float64Array(0), config: field.config },
          place: { frame, field, value, text: display.text, ...(values ? { row } : {}) },
        };
      });
    }),
  );
}

function textDisplay(text: string | null, config: FieldConfig, theme: Theme): DisplayValue {
  const mapped = mapValue(config.mappings, text);
  const shown = mapped?.text ?? text ?? config.noValue ?? '–';
  const color = mapped?.color ?? config.thresholds?.steps[0]?.color ?? 'text';
  const plain = { prefix: '', suffix: '', value: null, thresholdStep: 0 };
  return { ...plain, text: shown, color: resolveColor(color, theme), colorByMapping: mapped?.color !== undefined };
}
