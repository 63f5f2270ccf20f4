import type { Json, JsonObject } from '@/lib/dashboard/document';
import { BUILT_IN_SOURCE, speaksPromql } from './builtInSource';
import { isJsonObject } from './fieldReader';
import { type DashboardInput, findInputs } from './inputs';
import { isJsonList, listOf, mapObject, objectsOf } from './walk';

/** The version of Grafana whose dashboards look like ours. */
const GRAFANA_VERSION = '12.0.0';

interface PlainOptions {
  /** Without its uid the importing side makes a new dashboard instead of asking to overwrite. */
  readonly keepUid: boolean;
}

/** The dashboard as a file for oneself: as it is, without what only one database knows. */
export function exportPlain(json: JsonObject, { keepUid }: PlainOptions): JsonObject {
  const { id, uid, version, __inputs, __requires, __elements, ...own } = json;
  return keepUid
    ? { ...own, id: null, ...(uid === undefined ? {} : { uid }), ...(version === undefined ? {} : { version }) }
    : { ...own, id: null };
}

export interface SharedExport {
  readonly json: JsonObject;
  /** What each input of the export stands for here: `applyInputs` with these values is the way back. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The dashboard as a file for others, as Grafana's "export for sharing externally": each data source becomes an input
 * `${DS_…}`, each constant an input `${VAR_…}`, and values that were looked up or chosen here are left out.
 */
export function exportShared(original: JsonObject): SharedExport {
  const json = withExplicitSources(withoutChosenValues(exportPlain(original, { keepUid: true })));
  const inputs = new InputNames(json);
  const shared = mapObject(json, (value, key) => (key === 'datasource' ? shareSource(value, inputs) : value));
  const { list: _, ...templating } = isJsonObject(shared['templating']) ? shared['templating'] : {};
  const variables = listOf(shared['templating']).map((variable) => shareConstant(variable, inputs));
  return {
    json: {
      __inputs: inputs.declarations(),
      __elements: {},
      __requires: requirements(shared, inputs),
      ...shared,
      ...(shared['templating'] === undefined ? {} : { templating: { ...templating, list: variables } }),
    },
    values: inputs.values,
  };
}

/** Says where the default data source is meant, so that it is asked for where another one is the default. */
export function withExplicitSources(json: JsonObject): JsonObject {
  const source = { type: BUILT_IN_SOURCE.type, uid: BUILT_IN_SOURCE.uid };
  const named = (holder: JsonObject) =>
    holder['datasource'] === undefined || holder['datasource'] === null ? { ...holder, datasource: source } : holder;
  return mapObject(json, (value, key) => {
    if ((key === 'panels' || key === 'rows') && isJsonList(value))
      return value.map((panel) => (isJsonObject(panel) && asksDefault(panel) ? named(panel) : panel));
    if (key !== 'templating' || !isJsonObject(value) || !isJsonList(value['list'])) return value;
    const list = value['list'].map((item) => (isJsonObject(item) && item['type'] === 'query' ? named(item) : item));
    return { ...value, list };
  });
}

function asksDefault(panel: JsonObject): boolean {
  return objectsOf(panel['targets']).some(({ datasource }) => datasource === undefined || datasource === null);
}

/** Without the values of variables that are looked up: they belong to this place and may be nobody else's business. */
export function withoutChosenValues(json: JsonObject): JsonObject {
  const { templating } = json;
  if (!isJsonObject(templating) || !isJsonList(templating['list'])) return json;
  const list = templating['list'].map((item) => {
    const looked = isJsonObject(item) && (item['type'] === 'query' || item['type'] === 'datasource');
    return looked ? { ...item, current: {}, options: [] } : item;
  });
  return { ...json, templating: { ...templating, list } };
}

function shareSource(datasource: Json, inputs: InputNames): Json {
  if (typeof datasource === 'string') {
    const name = isOwn(datasource) ? inputs.forSource('', datasource) : undefined;
    return name === undefined ? datasource : `\${${name}}`;
  }
  if (!isJsonObject(datasource)) return datasource;
  const { type, uid } = datasource;
  if (typeof uid !== 'string' || !isOwn(uid) || type === 'datasource' || type === 'grafana') return datasource;
  return { ...datasource, uid: `\${${inputs.forSource(typeof type === 'string' ? type : '', uid)}}` };
}

/** Not a variable, and none of the sources that are the same everywhere (`-- Mixed --`, `grafana`). */
function isOwn(uid: string): boolean {
  return uid !== '' && uid !== 'grafana' && !uid.includes('$') && !uid.startsWith('-- ');
}

function shareConstant(variable: JsonObject, inputs: InputNames): JsonObject {
  const { type, name, query, label } = variable;
  if (type !== 'constant' || typeof name !== 'string' || typeof query !== 'string') return variable;
  const value = `\${${inputs.forConstant(name, query, typeof label === 'string' && label !== '' ? label : name)}}`;
  const current = { text: value, value };
  return { ...variable, query: value, current, options: [{ ...current, selected: true }] };
}

/** Gives each data source and constant its input, named as Grafana names them and unlike anything in the document. */
class InputNames {
  readonly values: Record<string, string> = {};
  private readonly inputs: DashboardInput[];
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  constructor(json: JsonObject) {
    this.inputs = [...findInputs(json)];
    for (const { name } of listOf(json['templating'])) if (typeof name === 'string') this.taken.add(name);
    mapObject(json, (value) => {
      if (typeof value === 'string') for (const [, name] of value.matchAll(/\$\{([^}:]+)/g)) this.taken.add(name ?? '');
      return value;
    });
  }

  forSource(type: string, uid: string): string {
    const pluginId = type === '' || speaksPromql(type) ? type || BUILT_IN_SOURCE.type : type;
    const base = speaksPromql(pluginId) ? 'DS_PROMETHEUS' : `DS_${upper(pluginId)}`;
    const label = uid === BUILT_IN_SOURCE.uid ? 'Prometheus' : uid;
    return this.take(JSON.stringify([type, uid]), {
      name: base,
      type: 'datasource',
      label,
      description: '',
      pluginId,
      value: uid,
    });
  }

  forConstant(variable: string, value: string, label: string): string {
    const name = `VAR_${upper(variable)}`;
    return this.take(`constant ${variable}`, { name, type: 'constant', label, description: '', pluginId: '', value });
  }

  private take(key: string, wanted: DashboardInput): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    let name = wanted.name;
    for (let count = 2; this.taken.has(name); count++) name = `${wanted.name}_${count}`;
    this.taken.add(name);
    this.names.set(key, name);
    this.values[name] = wanted.value;
    this.inputs.push({ ...wanted, name });
    return name;
  }

  sources(): readonly string[] {
    return [...new Set(this.inputs.flatMap(({ type, pluginId }) => (type === 'datasource' ? [pluginId] : [])))];
  }

  declarations(): readonly JsonObject[] {
    return this.inputs.map(({ name, type, label, description, pluginId, value }): JsonObject => {
      if (type === 'constant') return { name, type, label, value, description };
      return { name, label, description, type, pluginId, pluginName: pluginName(pluginId) };
    });
  }
}

function upper(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function pluginName(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

/** What the reader must have installed: Grafana, the data sources and the panel types. */
function requirements(json: JsonObject, inputs: InputNames): readonly JsonObject[] {
  const panels = new Set<string>();
  mapObject(json, (value, key) => {
    if (key === 'panels') for (const { type } of objectsOf(value)) if (typeof type === 'string') panels.add(type);
    return value;
  });
  panels.delete('row');
  return [
    { type: 'grafana', id: 'grafana', name: 'Grafana', version: GRAFANA_VERSION },
    ...inputs.sources().map((id) => ({ type: 'datasource', id, name: pluginName(id), version: '1.0.0' })),
    ...[...panels].sort().map((id) => ({ type: 'panel', id, name: id, version: '' })),
  ];
}
