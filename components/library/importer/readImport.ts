import { findPanelType } from '@/components/panels/registry';
import type { Dashboard, JsonObject, Panel } from '@/lib/dashboard/document';
import { BUILT_IN_SOURCE, speaksPromql } from '@/lib/grafana/builtInSource';
import { readClassic } from '@/lib/grafana/classic';
import type { ImportWarning } from '@/lib/grafana/fieldReader';
import {
  applyInputs,
  type DashboardInput,
  defaultInputValues,
  findInputs,
  type InputValues,
} from '@/lib/grafana/inputs';
import { parseJson } from '@/lib/grafana/parseJson';
import { unwrapDashboard } from '@/lib/grafana/unwrap';

/** A text that was given for import, as far as it was understood. */
export type ImportSource =
  | { readonly name: string; readonly ok: true; readonly draft: ImportDraft }
  | { readonly name: string; readonly ok: false; readonly problem: string };

/** A dashboard that can be imported once its inputs have values. */
export interface ImportDraft {
  /** Classic JSON with its inputs still in it. */
  readonly json: JsonObject;
  readonly title: string;
  /** '' for none. */
  readonly uid: string;
  readonly panelCount: number;
  readonly inputs: readonly DashboardInput[];
  readonly values: InputValues;
  readonly report: ImportFindings;
}

/** What of a dashboard is not honoured. Everything is kept, and written back on export. */
export interface ImportFindings {
  /** Panel types that are not drawn, with how many panels have them. */
  readonly panelTypes: readonly Counted[];
  /** Types of data sources that cannot be asked, with how many panels and variables do. */
  readonly sources: readonly Counted[];
  /** Other notes, the same message told once, with the places it stands for. */
  readonly notes: readonly Note[];
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface Note {
  readonly message: string;
  readonly paths: readonly string[];
}

/** Reads one pasted text or file. */
export function readImport(name: string, text: string): ImportSource {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.problem;
    return { name, ok: false, problem: `Line ${line}, column ${column}: ${message}` };
  }
  const unwrapped = unwrapDashboard(parsed.json);
  if (!unwrapped.ok)
    return { name, ok: false, problem: `${unwrapped.path === '' ? '' : `At ${unwrapped.path}: `}${unwrapped.problem}` };
  return { name, ok: true, draft: draftOf(unwrapped.dashboard) };
}

function draftOf(json: JsonObject): ImportDraft {
  const inputs = findInputs(json);
  const values = defaultInputValues(inputs);
  const { dashboard, warnings } = readClassic(applyInputs(json, inputs, values));
  return {
    json,
    title: dashboard.title,
    uid: dashboard.uid,
    panelCount: Object.keys(dashboard.panels).length,
    inputs,
    values,
    report: findingsOf(dashboard, warnings),
  };
}

function findingsOf(dashboard: Dashboard, warnings: readonly ImportWarning[]): ImportFindings {
  const panels = Object.values(dashboard.panels);
  return {
    panelTypes: countNames(
      panels.flatMap(({ type }) => (findPanelType(type) === undefined ? [type || '(no type)'] : [])),
    ),
    sources: countNames(panels.flatMap(foreignSources)),
    notes: groupNotes(warnings),
  };
}

/** Types of data sources that a panel asks for other than PromQL, each once. */
function foreignSources({ datasource, targets }: Panel): readonly string[] {
  const types = targets.map((target) => target.datasource?.type ?? datasource?.type ?? '');
  return [...new Set(types)].filter(
    (type) => !['', 'datasource', 'mixed', 'grafana'].includes(type) && !speaksPromql(type),
  );
}

function countNames(names: readonly string[]): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function groupNotes(warnings: readonly ImportWarning[]): readonly Note[] {
  const paths = new Map<string, string[]>();
  for (const { path, message } of warnings) {
    const known = paths.get(message);
    if (known === undefined) paths.set(message, [path]);
    else known.push(path);
  }
  return [...paths].map(([message, places]) => ({ message, paths: places }));
}

/** What is saved: inputs put in, the title and uid as chosen, no id, and no version of another database. */
export function finishImport(
  draft: ImportDraft,
  values: InputValues,
  chosen: { readonly title: string; readonly uid: string },
): JsonObject {
  const isKept = ({ name, type }: DashboardInput) => type === 'datasource' && values[name] === '';
  const kept = new Set(draft.inputs.filter(isKept).map(({ name }) => name));
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => !kept.has(name)));
  const { id: _, uid: __, version: ___, ...own } = applyInputs(draft.json, draft.inputs, given);
  return { ...own, title: chosen.title, ...(chosen.uid === '' ? {} : { uid: chosen.uid }) };
}

/** The sources an input may be answered with; '' keeps the placeholder. */
export function sourceChoices({
  pluginId,
}: DashboardInput): readonly { readonly value: string; readonly label: string }[] {
  const kept = { value: '', label: `Leave as it is (no ${pluginId} here)` };
  return [
    { value: BUILT_IN_SOURCE.uid, label: `${BUILT_IN_SOURCE.name} (PromQL)` },
    ...(speaksPromql(pluginId) ? [] : [kept]),
  ];
}
