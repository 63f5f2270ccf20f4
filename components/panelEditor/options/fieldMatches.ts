/** Which fields of a panel's data a matcher or an expression means at present. Pure. */
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import type { FieldConfig, FieldOverride } from '@/lib/dashboard/document';
import { compileFieldMatcher } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame } from '@/lib/dashboard/frame';

export interface NamedField {
  /** As overrides see it: by the defaults, without what overrides make of it. */
  readonly name: string;
  readonly field: Field;
  readonly frame: Frame;
}

/** All fields with the names that matchers compare. */
export function namedFields(frames: readonly Frame[], defaults: FieldConfig): NamedField[] {
  return frames.flatMap((frame) =>
    frame.fields.map((field) => {
      const plain = { ...field, config: defaults };
      return { name: fieldDisplayName(plain, frame), field: plain, frame };
    }),
  );
}

/** Distinct names in order. */
export function namesOf(fields: readonly NamedField[]): string[] {
  return [...new Set(fields.map(({ name }) => name))];
}

/** Names of the fields that the matcher means. */
export function matchedNames(matcher: FieldOverride['matcher'], fields: readonly NamedField[]): string[] {
  const matches = compileFieldMatcher(matcher);
  return fields.filter(({ field, frame, name }) => matches(field, frame, name)).map(({ name }) => name);
}
