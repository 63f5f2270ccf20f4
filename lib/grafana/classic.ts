import type { Dashboard, Json, JsonObject, Variable } from '@/lib/dashboard/document';
import { boundDepth } from './boundDepth';
import { defined, FieldReader, ImportReport, type ImportWarning, isJsonObject } from './fieldReader';
import { keptForm, withKeptForm } from './keptForm';
import { LayoutReader, writeLayout } from './layout';
import { upgradeOldRows } from './oldRows';
import { writePanel } from './panel';
import { readVariable, writeVariable } from './variable';

const DEFAULT_REFRESH_INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];
const DEFAULT_TIME = { from: 'now-6h', to: 'now' };
/** The version whose shape is written. */
const SCHEMA_VERSION = 42;
/** From this version on panels stand on the grid; what changed later is told by the panels' own shapes. */
const GRID_VERSION = 16;
const FIELDS = [
  ...['uid', 'title', 'description', 'tags', 'time', 'timezone', 'refresh', 'timepicker', 'graphTooltip', 'editable'],
  ...['templating', 'annotations', 'links'],
];

/** What is not panels and their places. */
type Settings = Omit<Dashboard, 'unknown' | 'panels' | 'layout'>;

export interface ClassicDashboard {
  readonly dashboard: Dashboard;
  readonly warnings: readonly ImportWarning[];
}

/**
 * Reads a dashboard in Grafana's classic JSON of any schemaVersion. What it is made of is decided by the fields that
 * are there, not by the version it claims. Never throws: what is wrong becomes a default and a warning, what is
 * unknown is kept for `writeClassic`.
 */
export function readClassic(json: unknown): ClassicDashboard {
  const report = new ImportReport();
  if (!isJsonObject(json)) report.add('', 'a dashboard must be a JSON object; an empty dashboard is shown');
  const outer = isJsonObject(json) ? json : {};
  // Exports of the HTTP API wrap the dashboard: {meta, dashboard}.
  const inner = outer['dashboard'];
  const source = isJsonObject(inner) && outer['panels'] === undefined ? inner : outer;
  const current = withoutOldRows(boundDepth(source, report));
  const dashboard = readDashboard(new FieldReader(current, '', report), report);
  return { dashboard: { ...dashboard, unknown: keptFields(current, dashboard) }, warnings: report.finish() };
}

function withoutOldRows(source: JsonObject): JsonObject {
  const { rows, ...others } = source;
  if (!Array.isArray(rows) || rows.length === 0) return source;
  const panels = Array.isArray(others['panels']) ? others['panels'] : [];
  return panels.length > 0 ? source : { ...others, panels: upgradeOldRows(rows) };
}

function readDashboard(reader: FieldReader, report: ImportReport): Omit<Dashboard, 'unknown'> {
  const layout = new LayoutReader(reader, report);
  return { ...readSettings(reader, report), panels: layout.panels, layout: layout.finish() };
}

function readSettings(reader: FieldReader, report: ImportReport): Settings {
  const refresh = reader.raw('refresh');
  return {
    uid: reader.string('uid'),
    title: reader.string('title') || 'Untitled dashboard',
    description: reader.string('description'),
    tags: reader.list('tags').filter((tag) => typeof tag === 'string'),
    time: readTime(reader),
    timezone: reader.string('timezone') || 'browser',
    refresh: typeof refresh === 'string' ? refresh : '',
    refreshIntervals: readRefreshIntervals(reader),
    graphTooltip: readTooltip(reader),
    editable: reader.boolean('editable', true),
    variables: readVariables(reader, report),
    annotations: readNested(reader, 'annotations'),
    links: reader.objects('links').map(({ value }) => value),
  };
}

/** Not the panels, which keep their own; of schema versions those whose shape needed no change of the whole. */
function keptFields(source: JsonObject, dashboard: Settings): JsonObject {
  const kept = keptForm(source, ownFields(dashboard), ['panels', 'schemaVersion']);
  const { templating, ...others } = kept;
  const version = source['schemaVersion'];
  const isNear = typeof version === 'number' && version >= GRID_VERSION && version < SCHEMA_VERSION;
  return {
    ...others,
    ...(templating === undefined ? {} : keptTemplating(templating, dashboard)),
    ...(isNear ? { schemaVersion: version } : {}),
  };
}

/** Variables keep their own forms: only what stands beside their list is kept here. */
function keptTemplating(templating: Json, { variables }: Settings): JsonObject {
  if (variables.length === 0 || !isJsonObject(templating)) return { templating };
  const { list: _list, ...neighbours } = templating;
  return Object.keys(neighbours).length === 0 ? {} : { templating: neighbours };
}

/** Before version 11 the crosshair was a switch of its own. */
function readTooltip(reader: FieldReader): Dashboard['graphTooltip'] {
  const mode = reader.number('graphTooltip', reader.peek('sharedCrosshair') === true ? 1 : 0);
  return mode === 1 || mode === 2 ? mode : 0;
}

function readTime(reader: FieldReader): Dashboard['time'] {
  const time = reader.object('time');
  const bound = (value: Json | undefined, fallback: string) =>
    typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : fallback;
  return { from: bound(time['from'], DEFAULT_TIME.from), to: bound(time['to'], DEFAULT_TIME.to) };
}

function readRefreshIntervals(reader: FieldReader): string[] {
  const picker = reader.peek('timepicker');
  const listed = isJsonObject(picker) && Array.isArray(picker['refresh_intervals']) ? picker['refresh_intervals'] : [];
  const known = listed.filter((interval) => typeof interval === 'string' && /^\d+(ms|s|m|h|d)$/.test(interval));
  return known.length > 0 ? known.map(String).slice(0, 50) : DEFAULT_REFRESH_INTERVALS;
}

function readVariables(reader: FieldReader, report: ImportReport): Variable[] {
  const templating = reader.child(reader.object('templating'), reader.at('templating'));
  const names = new Set<string>();
  return templating.objects('list').flatMap(({ value, path }) => {
    const variable = readVariable(value, path, report);
    if (variable === undefined) return [];
    if (names.has(variable.name)) {
      report.add(path, `a second variable named ${variable.name}; left out`);
      return [];
    }
    names.add(variable.name);
    return [variable];
  });
}

function readNested(reader: FieldReader, name: string): JsonObject[] {
  const outer = reader.child(reader.object(name), reader.at(name));
  return outer.objects('list').map(({ value }) => value);
}

/** Writes the dashboard as classic JSON of the current shape, with everything that was kept for it. */
export function writeClassic(dashboard: Dashboard): JsonObject {
  const { unknown } = dashboard;
  const written = ownFields(dashboard);
  const fields = withKeptForm(unknown, written, FIELDS, (source) => {
    const report = new ImportReport();
    return ownFields(readSettings(new FieldReader(source, '', report), report));
  });
  return {
    ...fields,
    ...withNeighbours('templating', 'list', fields, unknown),
    ...withNeighbours('annotations', 'list', fields, unknown),
    ...withNeighbours('timepicker', 'refresh_intervals', fields, unknown),
    schemaVersion: unknown['schemaVersion'] ?? SCHEMA_VERSION,
    panels: writeLayout(dashboard.layout, dashboard.panels, writePanel),
  };
}

/** What differs from the default. */
function ownFields(dashboard: Settings): JsonObject {
  const { description, tags, timezone, refresh, graphTooltip, variables, annotations, links } = dashboard;
  return defined({
    uid: dashboard.uid === '' ? undefined : dashboard.uid,
    title: dashboard.title,
    description: description === '' ? undefined : description,
    tags: tags.length === 0 ? undefined : tags,
    time: { ...dashboard.time },
    timezone: timezone === 'browser' ? undefined : timezone,
    refresh: refresh === '' ? undefined : refresh,
    timepicker: writeIntervals(dashboard.refreshIntervals),
    graphTooltip: graphTooltip === 0 ? undefined : graphTooltip,
    editable: dashboard.editable ? undefined : false,
    templating: variables.length === 0 ? undefined : { list: variables.map(writeVariable) },
    annotations: annotations.length === 0 ? undefined : { list: annotations },
    links: links.length === 0 ? undefined : links,
  });
}

/** A list inside of an object: when it changes, what stood beside it stays. */
function withNeighbours(name: string, list: string, fields: JsonObject, unknown: JsonObject): JsonObject {
  const kept = unknown[name];
  const written = fields[name];
  if (!isJsonObject(kept) || written === kept) return {};
  const { [list]: _list, ...neighbours } = kept;
  return { [name]: { ...neighbours, ...(isJsonObject(written) ? written : {}) } };
}

function writeIntervals(intervals: readonly string[]): JsonObject | undefined {
  return intervals.join() === DEFAULT_REFRESH_INTERVALS.join() ? undefined : { refresh_intervals: intervals };
}
