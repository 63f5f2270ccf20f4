import type { Json, JsonObject, Panel, Transformation } from '@/lib/dashboard/document';
import { readFieldConfig, writeFieldConfig } from './fieldConfig';
import { defined, FieldReader, ImportReport, isJsonObject } from './fieldReader';
import { keptForm, only, withKeptForm } from './keptForm';
import { migratePanel } from './migrate/migratePanel';
import { readDataSource, readTarget, writeDataSource, writeTarget } from './target';

/** Fields that say where a panel stands; the layout owns them. */
const LAYOUT_FIELDS = ['id', 'gridPos', 'minSpan'];
const FIELDS = [
  ...['type', 'title', 'description', 'transparent', 'targets', 'transformations', 'fieldConfig', 'options', 'links'],
  ...['datasource', 'interval', 'maxDataPoints', 'timeFrom', 'timeShift', 'repeat', 'repeatDirection', 'maxPerRow'],
];
const MAX_TARGETS = 200;

/** Reads one panel that is not a row. Old panel types are migrated by their shape first. */
export function readPanel(original: JsonObject, id: number, path: string, report: ImportReport): Panel {
  const source = migratePanel(original, path, report);
  const panel = { ...readFields(source, id, path, report), unknown: {} };
  return { ...panel, unknown: keptForm(source, ownFields(panel), LAYOUT_FIELDS) };
}

function readFields(source: JsonObject, id: number, path: string, report: ImportReport): Omit<Panel, 'unknown'> {
  const reader = new FieldReader(source, path, report);
  const type = reader.string('type');
  if (type === '') reader.warn('type', 'a panel without a type cannot be drawn; it is kept');
  return {
    id,
    type,
    title: reader.string('title'),
    description: reader.string('description'),
    transparent: reader.boolean('transparent', false),
    targets: readTargets(reader),
    transformations: readTransformations(reader),
    fieldConfig: readFieldConfig(reader.object('fieldConfig'), reader.at('fieldConfig'), report),
    options: reader.object('options'),
    links: reader.objects('links').map(({ value }) => value),
    ...readOptional(reader, source),
  };
}

function readTargets(reader: FieldReader): Panel['targets'] {
  const all = reader.objects('targets');
  if (all.length > MAX_TARGETS) reader.warn('targets', `only the first ${MAX_TARGETS} of ${all.length} are kept`);
  const used = new Set<string>();
  return all.slice(0, MAX_TARGETS).map(({ value, path }, index) => {
    const target = readTarget(value, path, index, reader.report);
    if (!used.has(target.refId)) {
      used.add(target.refId);
      return target;
    }
    const refId = freshRefId(used, index);
    reader.report.add(`${path}.refId`, `${target.refId} is used twice in this panel; renamed to ${refId}`);
    used.add(refId);
    return { ...target, refId };
  });
}

function freshRefId(used: ReadonlySet<string>, index: number): string {
  for (let number = index + 1; ; number++) if (!used.has(`Q${number}`)) return `Q${number}`;
}

function readTransformations(reader: FieldReader): Transformation[] {
  return reader.objects('transformations').flatMap(({ value, path }) => {
    const { id, options, disabled, filter, ...unknown } = value;
    if (typeof id !== 'string') {
      reader.report.add(`${path}.id`, 'a transformation needs an id; left out');
      return [];
    }
    return [
      {
        id,
        options: isJsonObject(options) ? options : {},
        ...(disabled === true ? { disabled: true } : {}),
        ...readFilter(filter),
        ...(Object.keys(unknown).length > 0 ? { unknown } : {}),
      },
    ];
  });
}

/** Which frames a transformation is for. */
function readFilter(value: Json | undefined): Pick<Transformation, 'filter'> {
  if (!isJsonObject(value) || typeof value['id'] !== 'string') return {};
  const { id, options } = value;
  return { filter: { id, ...(options === undefined ? {} : { options }) } };
}

type OptionalPart = Pick<
  Panel,
  'datasource' | 'interval' | 'maxDataPoints' | 'timeFrom' | 'timeShift' | 'repeat' | 'repeatDirection' | 'maxPerRow'
>;

function readOptional(reader: FieldReader, source: JsonObject): OptionalPart {
  const part: { -readonly [key in keyof OptionalPart]: OptionalPart[key] } = {};
  const datasource = readDataSource(reader);
  if (datasource !== undefined) part.datasource = datasource;
  for (const name of ['interval', 'timeFrom', 'timeShift', 'repeat'] as const) {
    const value = reader.optionalString(name);
    if (value !== undefined && value !== '') part[name] = value;
  }
  const maxDataPoints = reader.optionalNumber('maxDataPoints');
  if (maxDataPoints !== undefined) part.maxDataPoints = maxDataPoints;
  const direction = reader.optionalString('repeatDirection');
  if (direction === 'h' || direction === 'v') part.repeatDirection = direction;
  // Before version 16 the number of repeats in a row was given by their least span of 12.
  const minSpan = source['minSpan'];
  const maxPerRow = reader.optionalNumber('maxPerRow') ?? (typeof minSpan === 'number' ? 24 / minSpan : undefined);
  if (maxPerRow !== undefined && maxPerRow >= 1) part.maxPerRow = Math.floor(maxPerRow);
  return part;
}

/** Writes a panel without its place. */
export function writePanel(panel: Panel): JsonObject {
  const fields = withKeptForm(panel.unknown, ownFields(panel), FIELDS, (source, forms) =>
    // No field of a panel depends on another: the others, which are large, need not be read.
    ownFields({ ...readFields(only(source, forms), panel.id, '', new ImportReport()), unknown: {} }),
  );
  return { ...fields, id: panel.id };
}

/** What differs from the default. */
function ownFields(panel: Panel): JsonObject {
  const { defaults, overrides } = panel.fieldConfig;
  const hasFieldConfig = Object.keys(defaults).length > 0 || overrides.length > 0;
  return defined({
    type: panel.type === '' ? undefined : panel.type,
    title: panel.title === '' ? undefined : panel.title,
    description: panel.description === '' ? undefined : panel.description,
    transparent: panel.transparent ? true : undefined,
    datasource: writeDataSource(panel.datasource),
    targets: panel.targets.length === 0 ? undefined : panel.targets.map(writeTarget),
    transformations: panel.transformations.length === 0 ? undefined : panel.transformations.map(writeTransformation),
    fieldConfig: hasFieldConfig ? writeFieldConfig(panel.fieldConfig) : undefined,
    options: Object.keys(panel.options).length === 0 ? undefined : panel.options,
    links: panel.links.length === 0 ? undefined : panel.links,
    interval: panel.interval,
    maxDataPoints: panel.maxDataPoints,
    timeFrom: panel.timeFrom,
    timeShift: panel.timeShift,
    repeat: panel.repeat,
    repeatDirection: panel.repeatDirection,
    maxPerRow: panel.maxPerRow,
  });
}

function writeTransformation(transformation: Transformation): JsonObject {
  const { id, options, disabled, filter, unknown } = transformation;
  return defined({ ...unknown, id, options, disabled, filter: filter && defined({ ...filter }) });
}
