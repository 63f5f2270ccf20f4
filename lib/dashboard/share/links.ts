/** Addresses that show a dashboard or a panel to others as it is seen here. */
import { dashboardPath, slugOf } from '../dashboardPath';
import type { BoundVariable } from '../variables/scope';
import { ALL } from '../variables/scope';
import { withVariableChoice } from '../variables/urlState';

export interface LinkTarget {
  /** `https://metrics.example.org`, no slash at the end. */
  readonly origin: string;
  readonly dashboard: { readonly uid: string; readonly title: string };
  /** Key of the panel that is shown alone. */
  readonly panelKey: string | undefined;
}

export interface LinkState {
  /** As written, `now-6h`, or as milliseconds. */
  readonly range: { readonly from: string; readonly to: string };
  /** undefined: as the dashboard says. */
  readonly timeZone: string | undefined;
  readonly variables: Iterable<BoundVariable>;
  /** undefined: as the visitor likes it. */
  readonly theme: 'dark' | 'light' | undefined;
}

/** Beyond this length mail and chat programs begin to cut addresses off. */
export const LONG_LINK = 2000;

/** The dashboard, or one panel that fills its page. */
export function dashboardLink({ origin, dashboard, panelKey }: LinkTarget, state: LinkState): string {
  const query = stateQuery(state);
  if (panelKey !== undefined) query.set('viewPanel', panelKey);
  return `${origin}${dashboardPath(dashboard)}?${query}`;
}

/** One panel without anything around it, for a frame in another page. */
export function soloLink(
  { origin, dashboard: { uid, title }, panelKey }: LinkTarget,
  state: LinkState,
  refresh: string,
): string {
  const query = stateQuery(state);
  if (refresh !== '') query.set('refresh', refresh);
  query.set('panelId', panelKey ?? '');
  return `${origin}/d-solo/${encodeURIComponent(uid)}/${encodeURIComponent(slugOf(title))}?${query}`;
}

function stateQuery({ range, timeZone, variables, theme }: LinkState): URLSearchParams {
  let query = new URLSearchParams({ from: range.from, to: range.to });
  if (timeZone !== undefined) query.set('timezone', timeZone);
  for (const { name, values, isAll, inUrl } of variables) {
    if (inUrl !== false) query = withVariableChoice(query, name, isAll ? [ALL] : values);
  }
  if (theme !== undefined) query.set('theme', theme);
  return query;
}

/** HTML that shows a page in a frame. */
export function frameHtml(
  url: string,
  title: string,
  size: { readonly width: number; readonly height: number },
): string {
  const { width, height } = size;
  return `<iframe src="${escapeHtml(url)}" title="${escapeHtml(title)}" width="${width}" height="${height}" frameborder="0"></iframe>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
