import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from './fieldReader';

/** A grid row is 30 px high with a gap of 8 px. */
const ROW_PITCH_PX = 38;
const MIN_HEIGHT_PX = 90;
const DEFAULT_HEIGHT_PX = 250;
/** Spans were twelfths of the width; the grid has 24 columns. */
const COLUMNS_PER_SPAN = 2;

/**
 * Before version 16 a dashboard was a list of rows with panels of a width (`span` of 12) and the row's height.
 * Gives the same panels with grid positions; rows stay as row panels if any of them has a title shown, is collapsed
 * or repeats.
 */
export function upgradeOldRows(rows: readonly Json[]): JsonObject[] {
  const sources = rows.filter(isJsonObject);
  const showRows = sources.some((row) => row['collapse'] === true || row['showTitle'] === true || row['repeat']);
  const panels: JsonObject[] = [];
  let top = 0;
  for (const row of sources) {
    const shown = showRows && (row['showTitle'] !== false || row['collapse'] === true);
    const start = shown ? top + 1 : top;
    const { placed, height } = flowPanels(row, start);
    if (shown) panels.push(rowPanel(row, top, row['collapse'] === true ? placed : []));
    if (!shown || row['collapse'] !== true) panels.push(...placed);
    top = start + (row['collapse'] === true && shown ? 0 : height);
  }
  return panels;
}

function rowPanel(row: JsonObject, y: number, panels: readonly JsonObject[]): JsonObject {
  return {
    type: 'row',
    title: typeof row['title'] === 'string' ? row['title'] : '',
    collapsed: row['collapse'] === true,
    gridPos: { x: 0, y, w: 24, h: 1 },
    panels,
    ...(row['repeat'] ? { repeat: row['repeat'] } : {}),
  };
}

/** Places the panels of one row from left to right, wrapping at 24 columns. */
function flowPanels(row: JsonObject, top: number): { placed: JsonObject[]; height: number } {
  const rowHeight = gridHeight(row['height'], DEFAULT_HEIGHT_PX);
  const placed: JsonObject[] = [];
  let x = 0;
  let y = top;
  let lineHeight = 0;
  for (const panel of Array.isArray(row['panels']) ? row['panels'].filter(isJsonObject) : []) {
    const span = typeof panel['span'] === 'number' && panel['span'] > 0 ? panel['span'] : 4;
    const w = Math.min(24, Math.max(1, Math.floor(span * COLUMNS_PER_SPAN)));
    const h = panel['height'] ? gridHeight(panel['height'], DEFAULT_HEIGHT_PX) : rowHeight;
    if (x + w > 24) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    placed.push({ ...panel, gridPos: { x, y, w, h } });
    x += w;
    lineHeight = Math.max(lineHeight, h);
  }
  return { placed, height: y - top + lineHeight };
}

function gridHeight(height: Json | undefined, fallback: number): number {
  const px = typeof height === 'string' ? Number.parseInt(height, 10) : height;
  const known = typeof px === 'number' && Number.isFinite(px) && px > 0 ? px : fallback;
  return Math.ceil(Math.min(10_000, Math.max(MIN_HEIGHT_PX, known)) / ROW_PITCH_PX);
}
