import type { DataSourceRef, JsonObject, Target } from '@/lib/dashboard/document';
import { defined, FieldReader, ImportReport, isJsonObject } from './fieldReader';
import { keptForm, withKeptForm } from './keptForm';

const FORMATS = ['time_series', 'table', 'heatmap'] as const;

/** `datasource` is an object since version 33, before it was a name, `$variable`, or null for the default. */
export function readDataSource(reader: FieldReader): DataSourceRef | undefined {
  const value = reader.raw('datasource');
  if (typeof value === 'string') return value === '' ? undefined : { uid: value };
  if (!isJsonObject(value)) return undefined;
  const type = typeof value['type'] === 'string' ? value['type'] : undefined;
  const uid = typeof value['uid'] === 'string' ? value['uid'] : undefined;
  return { ...(type === undefined ? {} : { type }), ...(uid === undefined ? {} : { uid }) };
}

export function writeDataSource(ref: DataSourceRef | undefined): JsonObject | undefined {
  return ref === undefined ? undefined : defined({ type: ref.type, uid: ref.uid });
}

/** Reads one target. `index` gives the refId of one that has none: A, B, …, Z, Q27, …. */
export function readTarget(source: JsonObject, path: string, index: number, report: ImportReport): Target {
  const reader = new FieldReader(source, path, report);
  const refId = reader.string('refId') || reader.string('refID') || defaultRefId(index);
  const instant = reader.boolean('instant', false);
  const datasource = readDataSource(reader);
  const target: Omit<Target, 'unknown'> = {
    refId,
    expr: reader.string('expr'),
    legendFormat: reader.string('legendFormat'),
    instant,
    range: reader.boolean('range', !instant),
    format: readFormat(reader),
    interval: reader.string('interval'),
    intervalFactor: Math.max(1, reader.number('intervalFactor', 1)),
    hide: reader.boolean('hide', false),
    exemplar: reader.boolean('exemplar', false),
    ...(datasource === undefined ? {} : { datasource }),
  };
  return { ...target, unknown: keptForm(source, ownFields(target)) };
}

const FIELDS = [
  ...['refId', 'expr', 'legendFormat', 'instant', 'range', 'format', 'interval', 'intervalFactor', 'hide'],
  ...['exemplar', 'datasource'],
];

function defaultRefId(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `Q${index + 1}`;
}

function readFormat(reader: FieldReader): Target['format'] {
  const format = reader.string('format', 'time_series');
  const known = FORMATS.find((name) => name === format);
  if (known === undefined && format !== '') reader.warn('format', `unknown format ${JSON.stringify(format)}`);
  return known ?? 'time_series';
}

export function writeTarget(target: Target): JsonObject {
  return withKeptForm(target.unknown, ownFields(target), FIELDS, (source) =>
    ownFields(readTarget(source, '', 0, new ImportReport())),
  );
}

/** What differs from the default. */
function ownFields(target: Omit<Target, 'unknown'>): JsonObject {
  return defined({
    refId: target.refId,
    expr: target.expr === '' ? undefined : target.expr,
    legendFormat: target.legendFormat === '' ? undefined : target.legendFormat,
    instant: target.instant ? true : undefined,
    range: target.range === !target.instant ? undefined : target.range,
    format: target.format === 'time_series' ? undefined : target.format,
    interval: target.interval === '' ? undefined : target.interval,
    intervalFactor: target.intervalFactor === 1 ? undefined : target.intervalFactor,
    hide: target.hide ? true : undefined,
    exemplar: target.exemplar ? true : undefined,
    datasource: writeDataSource(target.datasource),
  });
}
