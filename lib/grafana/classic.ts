import type { Dashboard, Json, JsonObject, Variable } from '@/lib/dashboard/document';
import { defined, FieldReader, ImportReport, type ImportWarning, isJsonObject } from './fieldReader';
import { LayoutReader, writeLayout } from './layout';
import { upgradeOldRows } from './oldRows';
import { writePanel } from './panel';
import { readVariable, writeVariable } from './variable';

const DEFAULT_REFRESH_INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];
const DEFAULT_TIME = { from: 'now-6h', to: 'now' };
/** The version whose shape is written. */
const SCHEMA_VERSION = 42;

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
  const dashboard = readDashboard(new FieldReader(withoutOldRows(source), '', report), report);
  return { dashboard, warnings: report.finish() };
}

function withoutOldRows(source: JsonObject): JsonObject {
  const { rows, ...others } = source;
  if (!Array.isArray(rows) || rows.length === 0) return source;
  const panels = Array.isArray(others['panels']) ? others['panels'] : [];
  return panels.length > 0 ? source : { ...others, panels: upgradeOldRows(rows) };
}

function readDashboard(reader: FieldReader, report: ImportReport): Dashboard {
  const layout = new LayoutReader(reader, report);
  reader.raw('schemaVersion');
  const refresh = reader.raw('refresh');
  const dashboard = {
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
    panels: layout.panels,
    layout: layout.finish(),
    variables: readVariables(reader, report),
    annotations: readNested(reader, 'annotations'),
    links: reader.objects('links').map(({ value }) => value),
  };
  return { ...dashboard, unknown: reader.rest() };
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
  return defined({
    ...unknown,
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description === '' ? undefined : dashboard.description,
    tags: dashboard.tags,
    schemaVersion: SCHEMA_VERSION,
    time: { ...dashboard.time },
    timezone: dashboard.timezone,
    refresh: dashboard.refresh,
    timepicker: writeTimePicker(unknown['timepicker'], dashboard.refreshIntervals),
    graphTooltip: dashboard.graphTooltip,
    editable: dashboard.editable,
    panels: writeLayout(dashboard.layout, dashboard.panels, writePanel),
    templating: { list: dashboard.variables.map(writeVariable) },
    annotations: { list: dashboard.annotations },
    links: dashboard.links,
  });
}

function writeTimePicker(kept: Json | undefined, intervals: readonly string[]): JsonObject | undefined {
  const isDefault = intervals.join() === DEFAULT_REFRESH_INTERVALS.join();
  if (isJsonObject(kept)) return isDefault ? kept : { ...kept, refresh_intervals: intervals };
  return isDefault ? undefined : { refresh_intervals: intervals };
}
