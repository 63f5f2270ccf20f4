/** Frames as tables to read and to copy. */

import { fieldDisplayName } from '../displayName';
import { displayText } from '../displayValue';
import type { Field, Frame } from '../frame';
import { joinByField } from '../transform/joinByField';
import type { CsvCell } from './csv';

export interface DataColumn {
  readonly name: string;
  readonly type: Field['type'];
  /** The value as it is; times are ISO 8601. null where there is none. */
  readonly raw: (row: number) => CsvCell;
  /** The value as the panel shows it. */
  readonly formatted: (row: number) => string;
}

export interface DataTable {
  readonly columns: readonly DataColumn[];
  readonly rows: number;
}

/** Whether frames are series whose samples can stand side by side. */
export function areSeries(frames: readonly Frame[]): boolean {
  return frames.length > 1 && frames.every(({ fields }) => fields.filter(({ type }) => type === 'time').length === 1);
}

/** All series in one table, a row per time. */
export function joinSeries(frames: readonly Frame[]): readonly Frame[] {
  return joinByField.apply(frames, { mode: 'outer' }, { interpolate: (text) => text });
}

/** What a frame is called in a list of frames. */
export function frameLabel(frame: Frame, index: number): string {
  const [, value] = frame.fields;
  const name = frame.name || (value === undefined ? '' : fieldDisplayName(value, frame));
  const label = name === '' || name === frame.refId ? `Frame ${index + 1}` : name;
  return frame.refId === '' ? label : `${frame.refId}: ${label}`;
}

export function dataTable(frame: Frame, context: { readonly timeZone: string; readonly nowMs: number }): DataTable {
  const kept = rowsWithValues(frame);
  const columns = frame.fields.map((field): DataColumn => {
    const shown = field.type === 'time' && field.config.unit === undefined ? asDate(field) : field;
    return {
      name: fieldDisplayName(field, frame),
      type: field.type,
      raw: (row) => rawCell(field, kept[row] ?? -1),
      formatted: (row) => formattedCell(shown, kept[row] ?? -1, context),
    };
  });
  return { columns, rows: kept.length };
}

/** Series have a step for each time, those without a sample too: such rows say nothing. */
function rowsWithValues({ fields, length }: Frame): Int32Array {
  const values = fields.filter(({ type }) => type !== 'time');
  const all = Int32Array.from({ length }, (_, row) => row);
  if (values.length === 0 || values.length === fields.length) return all;
  return all.filter((row) => values.some((field) => valueAt(field, row) !== null));
}

function asDate(field: Field): Field {
  return { ...field, config: { ...field.config, unit: 'dateTimeAsIso' } };
}

function rawCell(field: Field, row: number): CsvCell {
  const value = valueAt(field, row);
  if (value === null || typeof value === 'string' || field.type !== 'time') return value;
  // Times beyond what a date can hold stay numbers.
  return Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : value;
}

function formattedCell(
  field: Field,
  row: number,
  context: { readonly timeZone: string; readonly nowMs: number },
): string {
  const value = valueAt(field, row);
  return typeof value === 'string' ? value : displayText(field.config, value, context);
}

function valueAt(field: Field, row: number): number | string | null {
  const value = field.values[row];
  if (typeof value === 'string' || value === null) return value;
  if ('present' in field && field.present?.[row] === 0) return null;
  // A time that is not a number is one that is missing.
  return value === undefined || (field.type === 'time' && Number.isNaN(value)) ? null : value;
}

/** The rows of a table for a file, in one of the two forms. */
export function* tableRows({ columns, rows }: DataTable, formatted: boolean): Generator<readonly CsvCell[]> {
  for (let row = 0; row < rows; row++) {
    yield columns.map((column) => {
      const raw = column.raw(row);
      return formatted && raw !== null ? column.formatted(row) : raw;
    });
  }
}
