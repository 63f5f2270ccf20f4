import type { JsonNote } from '@/components/jsonEditor/jsonEditorField';
import type { Dashboard } from '@/lib/dashboard/document';
import { readClassic } from '@/lib/grafana/classic';
import { isJsonObject } from '@/lib/grafana/fieldReader';
import { parseJson } from '@/lib/grafana/parseJson';

/** What JSON text of a dashboard is worth, with notes for its places. */
export type ModelCheck =
  | { readonly ok: true; readonly dashboard: Dashboard; readonly notes: readonly JsonNote[] }
  | { readonly ok: false; readonly problem: string; readonly notes: readonly JsonNote[] };

/** Reads text as the dashboard `uid`: it keeps its uid, whatever the text says. */
export function checkModel(text: string, uid: string): ModelCheck {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.problem;
    const problem = `Line ${line}, column ${column}: ${message}`;
    return { ok: false, problem, notes: [{ severity: 'error', message, at: { line, column } }] };
  }
  if (!isJsonObject(parsed.json)) {
    const message = 'a dashboard is a JSON object: { … }';
    return { ok: false, problem: message, notes: [{ severity: 'error', message, at: { line: 1, column: 1 } }] };
  }
  const { dashboard, warnings } = readClassic(parsed.json);
  const notes = warnings.map(({ path, message }): JsonNote => ({ severity: 'warning', message, at: { path } }));
  return { ok: true, dashboard: { ...dashboard, uid }, notes };
}
