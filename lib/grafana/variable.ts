import type { Json, JsonObject, Variable, VariableOption, VariableType } from '@/lib/dashboard/document';
import { defined, FieldReader, type ImportReport, isJsonObject } from './fieldReader';

const TYPES: readonly VariableType[] = ['query', 'custom', 'textbox', 'constant', 'interval', 'datasource', 'adhoc'];
const HIDE = ['nothing', 'label', 'variable'] as const;
const REFRESH = ['never', 'load', 'timeRange'] as const;
const MAX_OPTIONS = 10_000;

/** Reads one element of `templating.list`; undefined when it has no name. */
export function readVariable(source: JsonObject, path: string, report: ImportReport): Variable | undefined {
  const reader = new FieldReader(source, path, report);
  const name = reader.string('name');
  if (name === '') {
    reader.warn('name', 'a variable needs a name; left out');
    return undefined;
  }
  const typeName = reader.string('type', 'query');
  const type = TYPES.find((known) => known === typeName) ?? 'other';
  if (type === 'other') reader.warn('type', `variables of type ${JSON.stringify(typeName)} are kept but not active`);
  const query = readQuery(reader);
  const allValue = reader.optionalString('allValue');
  const auto = readAuto(reader);
  const variable = {
    name,
    type,
    label: reader.string('label'),
    hide: HIDE[reader.number('hide', 0)] ?? 'nothing',
    query,
    regex: reader.string('regex'),
    sort: reader.number('sort', 0),
    refresh: REFRESH[readRefresh(reader)] ?? 'load',
    multi: reader.boolean('multi', false),
    includeAll: reader.boolean('includeAll', false),
    ...(allValue === undefined || allValue === '' ? {} : { allValue }),
    current: readCurrent(reader),
    options: readOptions(reader),
    ...(auto === undefined ? {} : { auto }),
  };
  const unknown = type === 'other' ? { ...reader.rest(), type: typeName } : reader.rest();
  return { ...variable, unknown };
}

/** The query is text, or an object of the data source's editor that holds the text under `query`. */
function readQuery(reader: FieldReader): string {
  const value = reader.peek('query');
  if (isJsonObject(value)) {
    const inner = value['query'];
    if (typeof inner === 'string') return inner;
    // An object of another editor (text of a label_values call may stand in `definition`) stays in `unknown`.
    const definition = reader.peek('definition');
    return typeof definition === 'string' ? definition : '';
  }
  return reader.string('query');
}

function readRefresh(reader: FieldReader): number {
  const value = reader.raw('refresh');
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : 1;
}

/** `current.value` is a string or a list; a text of All without a value meant all in old versions. */
function readCurrent(reader: FieldReader): string[] {
  const current = reader.object('current');
  const value = current['value'];
  const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return values.slice(0, MAX_OPTIONS).flatMap((item: Json) => (isScalar(item) ? [String(item)] : []));
}

function readOptions(reader: FieldReader): VariableOption[] {
  return reader
    .objects('options')
    .slice(0, MAX_OPTIONS)
    .flatMap(({ value }) => {
      const inner = Array.isArray(value['value']) ? value['value'][0] : value['value'];
      if (!isScalar(inner)) return [];
      const text = isScalar(value['text']) ? String(value['text']) : String(inner);
      return [{ text, value: String(inner) }];
    });
}

function readAuto(reader: FieldReader): Variable['auto'] {
  if (reader.peek('auto') === undefined) return undefined;
  return {
    enabled: reader.boolean('auto', false),
    min: reader.string('auto_min', '10s'),
    count: reader.number('auto_count', 30),
  };
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function writeVariable(variable: Variable): JsonObject {
  const { unknown } = variable;
  return defined({
    ...unknown,
    name: variable.name,
    type: variable.type === 'other' ? (unknown['type'] ?? 'query') : variable.type,
    label: variable.label,
    hide: HIDE.indexOf(variable.hide),
    query: isJsonObject(unknown['query']) ? writeQueryObject(unknown['query'], variable.query) : variable.query,
    regex: variable.regex,
    sort: variable.sort,
    refresh: REFRESH.indexOf(variable.refresh),
    multi: variable.multi,
    includeAll: variable.includeAll,
    allValue: variable.allValue,
    current: writeCurrent(variable),
    options: variable.options.map(({ text, value }) => ({ text, value, selected: variable.current.includes(value) })),
    ...(variable.auto === undefined
      ? {}
      : { auto: variable.auto.enabled, auto_min: variable.auto.min, auto_count: variable.auto.count }),
  });
}

/** An editor's object keeps its other fields; only one that held the text gets the text back. */
function writeQueryObject(source: JsonObject, query: string): JsonObject {
  return typeof source['query'] === 'string' ? { ...source, query } : source;
}

function writeCurrent(variable: Variable): JsonObject {
  const texts = variable.current.map(
    (value) => variable.options.find((option) => option.value === value)?.text ?? (value === '$__all' ? 'All' : value),
  );
  if (variable.current.length === 0) return {};
  if (variable.multi) return { text: texts, value: [...variable.current] };
  return { text: texts[0] ?? '', value: variable.current[0] ?? '' };
}
