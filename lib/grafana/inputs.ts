import type { Json, JsonObject } from '@/lib/dashboard/document';
import { BUILT_IN_SOURCE, speaksPromql } from './builtInSource';
import { isJsonObject } from './fieldReader';
import { inlineLibraryPanels } from './libraryPanels';
import { listOf, mapObject, objectsOf } from './walk';

/** Something a shared dashboard asks for when it is imported: a data source, or the value of a constant. */
export interface DashboardInput {
  readonly name: string;
  readonly type: 'datasource' | 'constant';
  readonly label: string;
  readonly description: string;
  /** Type of the data source, as `prometheus`; '' for a constant. */
  readonly pluginId: string;
  /** What a constant is unless somebody says otherwise. */
  readonly value: string;
}

/** Values by the names of inputs. An input without one is left as it stands. */
export type InputValues = Readonly<Record<string, string>>;

const MAX_INPUTS = 200;
const REFERENCE = /\$\{([^}:]+)(?::[^}]*)?\}/g;
const IMPLIED = /^\$\{(DS_[^}:]+)\}$/;

/**
 * The inputs of classic JSON: those it declares in `__inputs`, then the data sources `${DS_…}` that it names without
 * declaring them or having a variable of that name.
 */
export function findInputs(json: JsonObject): readonly DashboardInput[] {
  const found = new Map<string, DashboardInput>();
  for (const declared of objectsOf(json['__inputs'])) {
    const input = readInput(declared);
    if (input !== undefined && found.size < MAX_INPUTS) found.set(input.name, input);
  }
  const variables = new Set(listOf(json['templating']).map(({ name }) => name));
  mapObject(json, (value, key) => {
    const implied = key === 'datasource' ? impliedInput(value) : undefined;
    if (implied === undefined || variables.has(implied.name) || found.size >= MAX_INPUTS) return value;
    const known = found.get(implied.name);
    // Another place may tell the type that the first one did not.
    if (known === undefined || known.pluginId === '')
      found.set(implied.name, known ? { ...known, ...implied } : implied);
    return value;
  });
  return [...found.values()].map((input) =>
    input.type === 'datasource' && input.pluginId === '' ? { ...input, pluginId: guessPlugin(input.name) } : input,
  );
}

function readInput(declared: JsonObject): DashboardInput | undefined {
  const text = (name: string) => (typeof declared[name] === 'string' ? declared[name] : '');
  const { type, value } = declared;
  if (text('name') === '' || (type !== 'datasource' && type !== 'constant')) return undefined;
  return {
    name: text('name'),
    type,
    label: text('label') || text('name'),
    description: text('description'),
    pluginId: type === 'datasource' ? text('pluginId') : '',
    value: typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '',
  };
}

function impliedInput(datasource: Json): DashboardInput | undefined {
  const uid = isJsonObject(datasource) ? datasource['uid'] : datasource;
  const name = typeof uid === 'string' ? IMPLIED.exec(uid)?.[1] : undefined;
  if (name === undefined) return undefined;
  const type = isJsonObject(datasource) ? datasource['type'] : undefined;
  const pluginId = typeof type === 'string' ? type : '';
  return { name, type: 'datasource', label: name.slice(3), description: '', pluginId, value: '' };
}

/** Grafana makes the name from the source's own, which mostly begins with its type. */
function guessPlugin(name: string): string {
  const known = ['loki', 'jaeger', 'tempo', 'influxdb', 'elasticsearch', 'graphite', 'postgres', 'mysql'];
  return known.find((type) => name.toLowerCase().includes(type)) ?? BUILT_IN_SOURCE.type;
}

/** What the inputs are when nobody is asked: the built-in source for PromQL, constants as they came. */
export function defaultInputValues(inputs: readonly DashboardInput[]): InputValues {
  return Object.fromEntries(
    inputs.flatMap(({ name, type, pluginId, value }) => {
      if (type === 'constant') return [[name, value]];
      return speaksPromql(pluginId) ? [[name, BUILT_IN_SOURCE.uid]] : [];
    }),
  );
}

/**
 * Classic JSON with its inputs put in everywhere, its library panels in their places, and without the parts that only
 * serve sharing. A data source that got no value keeps its placeholder, together with its type.
 */
export function applyInputs(json: JsonObject, inputs: readonly DashboardInput[], values: InputValues): JsonObject {
  const { __inputs, __requires, __elements, ...own } = mapObject(inlineLibraryPanels(json), (value, key) => {
    if (typeof value !== 'string' || !value.includes('${')) return value;
    const text = value.replace(REFERENCE, (reference, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? reference) : reference,
    );
    return key === 'datasource' && text === value ? withType(value, inputs) : text;
  });
  return own;
}

function withType(reference: string, inputs: readonly DashboardInput[]): Json {
  const input = inputs.find(({ name, type }) => type === 'datasource' && reference === `\${${name}}`);
  return input === undefined ? reference : { type: input.pluginId, uid: reference };
}
