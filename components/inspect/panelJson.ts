import type { JsonNote } from '@/components/jsonEditor/jsonEditorField';
import type { Json, JsonObject, Panel } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { ImportReport, isJsonObject } from '@/lib/grafana/fieldReader';
import { readPanel } from '@/lib/grafana/panel';
import { parseJson } from '@/lib/grafana/parseJson';

/** What JSON text of a panel is worth, with notes for its places. */
export type PanelCheck =
  | { readonly ok: true; readonly panel: Panel; readonly notes: readonly JsonNote[] }
  | { readonly ok: false; readonly problem: string; readonly notes: readonly JsonNote[] };

/** Reads text as the panel `id`: it keeps its id and its place, whatever the text says. */
export function checkPanel(text: string, id: number): PanelCheck {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.problem;
    const problem = `Line ${line}, column ${column}: ${message}`;
    return { ok: false, problem, notes: [{ severity: 'error', message, at: { line, column } }] };
  }
  const refused = !isJsonObject(parsed.json)
    ? 'a panel is a JSON object: { … }'
    : parsed.json['type'] === 'row'
      ? 'a panel cannot become a row here'
      : undefined;
  if (refused !== undefined || !isJsonObject(parsed.json)) {
    const message = refused ?? 'a panel is a JSON object: { … }';
    return { ok: false, problem: message, notes: [{ severity: 'error', message, at: { line: 1, column: 1 } }] };
  }
  const report = new ImportReport();
  const panel = readPanel(parsed.json, id, '', report);
  const notes = report.finish().map(({ path, message }): JsonNote => {
    return { severity: 'warning', message, at: { path: path.replace(/^\./, '') } };
  });
  return { ok: true, panel, notes };
}

/** An editor slows down with more. */
const MAX_VALUES = 20_000;

/** Frames as JSON to read, and how many of their values it leaves out. */
export function framesJson(frames: readonly Frame[]): { readonly text: string; readonly left: number } {
  let budget = MAX_VALUES;
  let left = 0;
  const written = frames.map(({ refId, name, length, fields }): JsonObject => {
    const columns = fields.map(({ name: field, type, labels, values }): JsonObject => {
      const kept = Math.min(values.length, budget);
      budget -= kept;
      left += values.length - kept;
      return {
        name: field,
        type,
        ...(labels === undefined ? {} : { labels }),
        values: Array.from(values.slice(0, kept), jsonValue),
      };
    });
    return { refId, name, length, fields: columns };
  });
  return { text: JSON.stringify(written, null, 1), left };
}

/** JSON has no form for numbers that are none. */
function jsonValue(value: number | string | null): Json {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
