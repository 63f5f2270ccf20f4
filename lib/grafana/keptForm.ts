/**
 * How import and export lose nothing. An object of classic JSON is read into a model entity whose `unknown` keeps two
 * kinds of fields: those that we do not understand, and those that we understand but would write in another way
 * (`hide: false`, where we write nothing; `datasource: "Prometheus"`, where we write an object). The latter are written
 * back as they were for as long as they still mean what the entity says.
 */
import type { JsonObject } from '@/lib/dashboard/document';
import { sameJson } from '@/lib/dashboard/sameJson';

/** The fields to keep of `source`, where `written` is what we would write for it. `apart` are kept by somebody else. */
export function keptForm(source: JsonObject, written: JsonObject, apart: readonly string[] = []): JsonObject {
  const kept = Object.entries(source).filter(([name, value]) => {
    return !apart.includes(name) && !(Object.hasOwn(written, name) && sameJson(value, written[name]));
  });
  return Object.fromEntries(kept);
}

/**
 * What to write: the entity's own fields, with kept forms in their place where reading them gives the same.
 * `rewritten` reads an object and gives what we would write for it; `forms` names the fields in question.
 */
export function withKeptForm(
  unknown: JsonObject,
  written: JsonObject,
  known: readonly string[],
  rewritten: (source: JsonObject, forms: readonly string[]) => JsonObject,
): JsonObject {
  const forms = known.filter((name) => Object.hasOwn(unknown, name));
  if (forms.length === 0) return { ...unknown, ...written };
  const kept = { ...unknown, ...written, ...only(unknown, forms) };
  const again = rewritten(kept, forms);
  const stale = forms.filter((name) => !sameJson(again[name], written[name]));
  if (stale.length === 0) return kept;
  // What a form means may depend on others that are stale, so the rest is looked at anew.
  const others = Object.entries(unknown).filter(([name]) => !stale.includes(name));
  return withKeptForm(Object.fromEntries(others), written, known, rewritten);
}

/** The fields of these names. */
export function only(source: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name)));
}
