/** Why a classic dashboard cannot come back as it was: told by its JSON alone, without the codec. */
import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

const OLD_TYPES: readonly Json[] = ['graph', 'singlestat', 'grafana-singlestat-panel', 'table-old'];
const GRID_VERSION = 16;
const COLUMNS = 24;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Empty when what Grafana saves today has the same shape. */
export function needsMigration(dashboard: JsonObject): readonly string[] {
  const { panels, rows, schemaVersion, title, time } = dashboard;
  const reasons = new Set<string>();
  if (Array.isArray(rows) && rows.length > 0) reasons.add('rows of before version 16');
  if (typeof schemaVersion !== 'number' || schemaVersion < GRID_VERSION) reasons.add('schema version before the grid');
  if (!Array.isArray(panels)) return [...reasons, 'no list of panels'];
  if (typeof title !== 'string') reasons.add('no title');
  if (!isJsonObject(time)) reasons.add('no time range');
  const all = panels.filter(isJsonObject).flatMap((panel) => [panel, ...nestedIn(panel)]);
  for (const panel of all) for (const reason of panelReasons(panel)) reasons.add(reason);
  if (new Set(all.map(({ id }) => id)).size < all.length) reasons.add('two panels with one id');
  for (const list of grids(panels.filter(isJsonObject)))
    if (!isTidy(list)) reasons.add('gaps, overlaps or another order');
  const variables = variablesOf(dashboard);
  if (new Set(variables.map(({ name }) => name)).size < variables.length) reasons.add('two variables with one name');
  for (const variable of variables) for (const reason of variableReasons(variable)) reasons.add(reason);
  return [...reasons];
}

function nestedIn(panel: JsonObject): JsonObject[] {
  return Array.isArray(panel['panels']) ? panel['panels'].filter(isJsonObject) : [];
}

function panelReasons(panel: JsonObject): string[] {
  const { type, id, gridPos, options, styles, fieldConfig, content, minSpan, collapsed, panels } = panel;
  const isRow = type === 'row';
  return [
    OLD_TYPES.includes(type ?? null) || (type === 'table' && styles !== undefined && fieldConfig === undefined)
      ? 'panels of old types'
      : '',
    type === 'text' && !isJsonObject(options) && content !== undefined ? 'text panels of before version 7.4' : '',
    isJsonObject(options) && options['fieldOptions'] !== undefined ? 'field options of before version 7' : '',
    typeof id !== 'number' || !isJsonObject(gridPos) ? 'panels without id or place' : '',
    isRow && (collapsed === undefined || panels === undefined || panel['title'] === undefined)
      ? 'rows without all fields'
      : '',
    isRow && collapsed === false && nestedIn(panel).length > 0 ? 'panels inside of an open row' : '',
    minSpan === undefined ? '' : 'repeats by span',
  ].filter((reason) => reason !== '');
}

/** Lists of panels that share a grid, each with the height where it begins. */
function grids(panels: readonly JsonObject[]): { readonly top: number; readonly boxes: readonly Box[] }[] {
  const found: { top: number; boxes: Box[] }[] = [{ top: 0, boxes: [] }];
  let bottom = 0;
  for (const panel of panels) {
    const box = boxOf(panel);
    if (panel['type'] !== 'row') {
      found.at(-1)?.boxes.push(box);
      bottom = Math.max(bottom, box.y + box.h);
      continue;
    }
    if (box.y !== bottom || box.h !== 1 || box.w !== COLUMNS) found.push({ top: -1, boxes: [box] });
    bottom = box.y + 1;
    found.push({ top: bottom, boxes: nestedIn(panel).map(boxOf) });
    if (panel['collapsed'] === true) found.push({ top: bottom, boxes: [] });
  }
  return found;
}

function boxOf({ gridPos }: JsonObject): Box {
  const at = (name: string) => (isJsonObject(gridPos) && typeof gridPos[name] === 'number' ? gridPos[name] : -1);
  return { x: at('x'), y: at('y'), w: at('w'), h: at('h') };
}

/** In reading order, inside of the columns, everything as high as it can be. */
function isTidy({ top, boxes }: { readonly top: number; readonly boxes: readonly Box[] }): boolean {
  const heights = new Array<number>(COLUMNS).fill(top);
  return boxes.every(({ x, y, w, h }, index) => {
    const before = boxes[index - 1];
    if (before !== undefined && (y < before.y || (y === before.y && x < before.x))) return false;
    if (![x, y, w, h].every(Number.isInteger) || x < 0 || w < 1 || h < 1 || x + w > COLUMNS) return false;
    if (Math.max(...heights.slice(x, x + w)) !== y) return false;
    heights.fill(y + h, x, x + w);
    return true;
  });
}

function variablesOf({ templating }: JsonObject): JsonObject[] {
  return isJsonObject(templating) && Array.isArray(templating['list']) ? templating['list'].filter(isJsonObject) : [];
}

function variableReasons({ name, type, query, refresh }: JsonObject): string[] {
  return [
    name === undefined || name === '' ? 'variables without a name' : '',
    query === undefined ? 'variables without a query' : '',
    type === 'query' && refresh === undefined ? 'variables without refresh' : '',
    type === undefined ? 'variables without a type' : '',
  ].filter((reason) => reason !== '');
}
