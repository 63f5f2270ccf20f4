import type { DashboardSave } from '@/lib/api/library';
import type { Dashboard, Variable } from '@/lib/dashboard/document';
import { sameJson } from '@/lib/dashboard/sameJson';
import { writeClassic } from '@/lib/grafana/classic';
import type { TimeRangeText } from '@/lib/time/timeRange';
import type { StoredInfo } from './EditorContext';

/** What the save dialog was told. */
export interface SavePlan {
  readonly document: Dashboard;
  /** The draft that `document` was made of. */
  readonly draft: Dashboard;
  /** Make a new dashboard of it, as a first save does. */
  readonly asNew: boolean;
  /** Only for a new one; others stay where they are. */
  readonly folderUid: string;
  readonly message: string;
  readonly overwrite: boolean;
}

/** A new dashboard gets its uid from the server; a save names the version it is based on. */
export function saveRequest(
  { document, asNew, folderUid, message, overwrite }: Omit<SavePlan, 'draft'>,
  info: StoredInfo,
): DashboardSave {
  const { id: _id, uid: _uid, version: _version, ...json } = writeClassic(document);
  if (asNew) return { dashboard: json, folderUid, message };
  return { dashboard: { ...json, uid: info.uid, version: info.version }, message, overwrite };
}

/** What is chosen on the page but is not the dashboard's default. */
export interface PageChoices {
  readonly time: TimeRangeText | undefined;
  /** Variables that stand at other values than their defaults. */
  readonly variables: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Which of them are to become the defaults. */
export interface WantedChoices {
  readonly time: boolean;
  readonly variables: boolean;
}

export function pageChoices(
  dashboard: Dashboard,
  time: TimeRangeText,
  chosen: ReadonlyMap<string, readonly string[]>,
): PageChoices {
  const variables = dashboard.variables.flatMap(({ name, current }) => {
    const values = chosen.get(name);
    return values === undefined || sameJson(values, current) ? [] : [{ name, values }];
  });
  const differs = time.from !== dashboard.time.from || time.to !== dashboard.time.to;
  return { time: differs ? { from: time.from, to: time.to } : undefined, variables };
}

/** Whether the page shows anything that could become a default. */
export function hasChoices({ time, variables }: PageChoices): boolean {
  return time !== undefined || variables.length > 0;
}

/** The dashboard with what is chosen on the page as its defaults, as far as it is wanted. */
export function withChoices(dashboard: Dashboard, { time, variables }: PageChoices, wanted: WantedChoices): Dashboard {
  const values = new Map(variables.map((variable) => [variable.name, variable.values]));
  const choose = (variable: Variable): Variable => {
    const current = values.get(variable.name);
    return current === undefined ? variable : { ...variable, current };
  };
  return {
    ...dashboard,
    ...(wanted.time && time !== undefined ? { time } : {}),
    ...(wanted.variables ? { variables: dashboard.variables.map(choose) } : {}),
  };
}
