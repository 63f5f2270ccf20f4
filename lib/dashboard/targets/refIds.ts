/** Names of a panel's queries, and everything in the panel that goes by them. */
import type { Json, JsonObject, Panel, Transformation } from '../document';
import { escapeRegex } from '../escapeRegex';

const LETTERS = 26;

/** The first of A, B, …, Z, AA, AB, … that no query of the panel has. */
export function nextRefId(panel: Pick<Panel, 'targets'>): string {
  const used = new Set(panel.targets.map(({ refId }) => refId));
  for (let index = 0; ; index++) {
    const name = letters(index);
    if (!used.has(name)) return name;
  }
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS ? last : letters(Math.floor(index / LETTERS) - 1) + last;
}

/** Why a query cannot be called so; undefined when it can. */
export function refIdProblem(panel: Pick<Panel, 'targets'>, from: string, to: string): string | undefined {
  if (to === from) return undefined;
  if (!/^[\w -]{1,40}$/.test(to) || to.trim() !== to) return 'Use letters, digits, spaces, - and _';
  return panel.targets.some(({ refId }) => refId === to) ? `There is a query ${to} already` : undefined;
}

/** The panel with one query renamed; overrides and transformations that go by its name follow. */
export function renameRefId(panel: Panel, from: string, to: string): Panel {
  if (from === to || refIdProblem(panel, from, to) !== undefined) return panel;
  return {
    ...panel,
    targets: panel.targets.map((target) => (target.refId === from ? { ...target, refId: to } : target)),
    transformations: panel.transformations.map((step) => renameInStep(step, from, to)),
    fieldConfig: {
      ...panel.fieldConfig,
      overrides: panel.fieldConfig.overrides.map((override) => {
        const { id, options } = override.matcher;
        if (options === undefined) return override;
        const renamed = id === 'byFrameRefID' ? inRefIds(options, from, to) : inNames(options, from, to);
        return { ...override, matcher: { id, options: renamed } };
      }),
    },
  };
}

const BY_REF_ID = new Set(['filterByRefId', 'filterFrames', 'filterFramesByRefId']);
/** Options of further transformations that name a query. */
const REF_ID_KEYS = new Set(['refId', 'refIds', 'configRefId']);

function renameInStep(step: Transformation, from: string, to: string): Transformation {
  const options = BY_REF_ID.has(step.id) ? inRefIds(step.options, from, to) : inNames(step.options, from, to);
  const { filter } = step;
  return {
    ...step,
    options: isObject(options) ? options : step.options,
    ...(filter?.options === undefined ? {} : { filter: { ...filter, options: inRefIds(filter.options, from, to) } }),
  };
}

/** A query's name, or a pattern of names as `A|B` and `/^(?:A|B)$/`: each whole word is renamed. */
function inRefIds(value: Json, from: string, to: string): Json {
  const word = new RegExp(`(?<![\\w-])${escapeRegex(from)}(?![\\w-])`, 'g');
  return mapTexts(value, (text) => text.replace(word, () => to));
}

/** Columns of tables are called `Value #A`, in texts and as keys. */
function inNames(value: Json, from: string, to: string): Json {
  const column = new RegExp(`Value #${escapeRegex(from)}(?!\\w)`, 'g');
  const rename = (text: string, key: string) =>
    REF_ID_KEYS.has(key) && text === from ? to : text.replace(column, () => `Value #${to}`);
  return mapTexts(value, rename, rename);
}

type Rename = (text: string, key: string) => string;

/** Changes texts, and with `renameKey` keys; `key` is the nearest above a text. */
function mapTexts(value: Json, rename: Rename, renameKey: Rename = (text) => text, key = ''): Json {
  if (typeof value === 'string') return rename(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => mapTexts(item, rename, renameKey, key));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [renameKey(name, ''), mapTexts(item, rename, renameKey, name)]),
  );
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
