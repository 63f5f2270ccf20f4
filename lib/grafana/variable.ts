import type { Json, JsonObject, Variable, VariableOption, VariableType } from '@/lib/dashboard/document';
import { defined, FieldReader, ImportReport, isJsonObject } from './fieldReader';
import { keptForm, withKeptForm } from './keptForm';

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
  const queryObject: JsonObject = isJsonObject(source['query']) ? { query: source['query'] } : {};
  return { ...variable, unknown: { ...keptForm(source, ownFields(variable)), ...queryObject } };
}

/** Without `query`: one that is an object keeps its other fields. */
const FIELDS = [
  ...['name', 'type', 'label', 'hide', 'regex', 'sort', 'refresh', 'multi', 'includeAll', 'allValue', 'current'],
  ...['options', 'auto', 'auto_min', 'auto_count'],
];

/** The query is text, or an object of the data source's editor that holds the text under `query`. */
function readQuery(reader: FieldReader): string {
  const value = reader.peek('query');
  return isJsonObject(value) ? textOfQuery(value, reader.peek('definition')) : reader.string('query');
}

/** An object of another editor may have the text in `definition` only. */
function textOfQuery(query: JsonObject, definition: Json | undefined): string {
  const inner = query['query'];
  if (typeof inner === 'string') return inner;
  return typeof definition === 'string' ? definition : '';
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
  const written = { ...ownFields(variable), ...writeQuery(variable) };
  return withKeptForm(variable.unknown, written, FIELDS, (source) => {
    const again = readVariable(source, '', new ImportReport());
    return again === undefined ? {} : ownFields(again);
  });
}

/** A query that is an object, and the copy of its text that Grafana's list shows, follow the text. */
function writeQuery({ unknown, query }: Variable): JsonObject {
  const { query: source, definition } = unknown;
  if (!isJsonObject(source)) return {};
  if (textOfQuery(source, definition) === query) return { query: source };
  return { query: writeQueryObject(source, query), ...(typeof definition === 'string' ? { definition: query } : {}) };
}

/** What differs from the default. Grafana asks for the values of a query only where `refresh` says so. */
function ownFields(variable: Omit<Variable, 'unknown'>): JsonObject {
  const implied = variable.type !== 'query' && variable.refresh === 'load';
  return defined({
    name: variable.name,
    type: variable.type === 'other' ? undefined : variable.type,
    label: variable.label === '' ? undefined : variable.label,
    hide: variable.hide === 'nothing' ? undefined : HIDE.indexOf(variable.hide),
    query: variable.query,
    regex: variable.regex === '' ? undefined : variable.regex,
    sort: variable.sort === 0 ? undefined : variable.sort,
    refresh: implied ? undefined : REFRESH.indexOf(variable.refresh),
    multi: variable.multi ? true : undefined,
    includeAll: variable.includeAll ? true : undefined,
    allValue: variable.allValue,
    current: variable.current.length === 0 ? undefined : writeCurrent(variable),
    options:
      variable.options.length === 0
        ? undefined
        : variable.options.map(({ text, value }) => ({ text, value, selected: variable.current.includes(value) })),
    ...(variable.auto === undefined
      ? {}
      : { auto: variable.auto.enabled, auto_min: variable.auto.min, auto_count: variable.auto.count }),
  });
}

/** An editor's object keeps its other fields; only one that held the text gets the text back. */
function writeQueryObject(source: JsonObject, query: string): JsonObject {
  return typeof source['query'] === 'string' ? { ...source, query } : source;
}

function writeCurrent(variable: Omit<Variable, 'unknown'>): JsonObject {
  const texts = variable.current.map(
    (value) => variable.options.find((option) => option.value === value)?.text ?? (value === '$__all' ? 'All' : value),
  );
  if (variable.multi) return { text: texts, value: [...variable.current] };
  return { text: texts[0] ?? '', value: variable.current[0] ?? '' };
}
