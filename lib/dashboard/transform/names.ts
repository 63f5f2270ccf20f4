/** How transformations call fields: by what legends and table heads show. */
import { fieldDisplayName } from '../displayName';
import type { Field, Frame } from '../frame';

/** A field is meant by its display name, or by its plain name as the data source gave it. */
export function isNamed(field: Field, frame: Frame, wanted: string): boolean {
  return field.name === wanted || fieldDisplayName(field, frame) === wanted;
}

/** The field of a name, by display name before plain name. */
export function findField(frame: Frame, wanted: string): Field | undefined {
  return (
    frame.fields.find((field) => fieldDisplayName(field, frame) === wanted) ??
    frame.fields.find((field) => field.name === wanted)
  );
}

/**
 * The fields with the name they are shown by as their own: a series is called by its frame, and keeps that name
 * where it stands among others.
 */
export function ownNames(frame: Frame): Field[] {
  return frame.fields.map((field) =>
    field.config.displayName ? field : { ...field, name: fieldDisplayName(field, frame) },
  );
}

/** The frame with other fields, which still are called as before. Frames without fields make no sense: undefined. */
export function withFields(frame: Frame, fields: readonly Field[]): Frame | undefined {
  return fields.length === 0 ? undefined : { ...frame, fields };
}

/** Fields of one name get numbers, as `Time 1` and `Time 2`. */
export function numberDuplicates(fields: readonly Field[]): Field[] {
  const total = new Map<string, number>();
  for (const { name } of fields) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return fields.map((field) => {
    if (total.get(field.name) === 1) return field;
    const place = (seen.get(field.name) ?? 0) + 1;
    seen.set(field.name, place);
    return { ...field, name: `${field.name} ${place}` };
  });
}

export function isTimeSeries(frame: Frame): boolean {
  return frame.fields.some(({ type }) => type === 'time') && frame.fields.some(({ type }) => type === 'number');
}
