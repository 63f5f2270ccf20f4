/** Which part of a dashboard the address asks for, by Grafana's names. */
export interface ViewUrlState {
  /** Key of the panel that fills the page. */
  readonly panel: string | undefined;
  /** Bars and rail are hidden. */
  readonly kiosk: boolean;
  /** Id of the panel in the panel editor. */
  readonly editPanel: number | undefined;
  /** Page of the dashboard's settings. */
  readonly editView: string | undefined;
  /** The panel that is looked into. */
  readonly inspect: Inspected | undefined;
  /** What is being shared. */
  readonly share: Shared | undefined;
}

export interface Inspected {
  readonly panelKey: string;
  readonly tab: InspectTab;
}

export interface Shared {
  readonly tab: ShareTab;
  /** undefined for the whole dashboard. */
  readonly panelKey: string | undefined;
}

/** Reads `viewPanel` (`12`, or `panel-12` as newer versions write it) and `kiosk` (bare, `1`, `true`, `tv`). */
export function readViewUrl(params: URLSearchParams): ViewUrlState {
  const panel = params
    .get('viewPanel')
    ?.replace(/^panel-/, '')
    .slice(0, 100);
  const kiosk = params.get('kiosk');
  return {
    panel: panel || undefined,
    kiosk: kiosk !== null && kiosk !== 'false' && kiosk !== '0',
    editPanel: readPanelId(params.get('editPanel')),
    editView: params.get('editview')?.slice(0, 40) || undefined,
    inspect: readInspect(params),
    share: readShare(params),
  };
}

/** `12`, or `panel-12` as newer versions write it. */
function readPanelId(text: string | null): number | undefined {
  const id = Number(text?.replace(/^panel-/, ''));
  return text !== null && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function readInspect(params: URLSearchParams): Inspected | undefined {
  const panelKey = readKey(params.get('inspect'));
  const tab = INSPECT_TABS.find((name) => name === params.get('inspectTab')) ?? 'data';
  return panelKey === undefined ? undefined : { panelKey, tab };
}

function readShare(params: URLSearchParams): Shared | undefined {
  const wanted = params.get('shareView');
  if (wanted === null) return undefined;
  return { tab: SHARE_TABS.find((name) => name === wanted) ?? 'link', panelKey: readKey(params.get('panel')) };
}

function readKey(text: string | null): string | undefined {
  return text?.replace(/^panel-/, '').slice(0, 100) || undefined;
}

/** What a panel is looked into for. */
export const INSPECT_TABS = ['data', 'stats', 'json', 'query'] as const;
export type InspectTab = (typeof INSPECT_TABS)[number];

/** The ways to share. */
export const SHARE_TABS = ['link', 'embed', 'snapshot', 'export'] as const;
export type ShareTab = (typeof SHARE_TABS)[number];

/** Opens the panel editor over the dashboard. */
export function withEditPanel(params: URLSearchParams, panelId: number): URLSearchParams {
  return withAll(params, { viewPanel: undefined, editview: undefined, editPanel: String(panelId) });
}

/** Opens a page of the dashboard's settings; without one the dashboard again. */
export function withEditView(params: URLSearchParams, page: string | undefined): URLSearchParams {
  return withAll(params, { editPanel: undefined, editview: page });
}

export function withInspect(params: URLSearchParams, panelKey: string, tab: InspectTab): URLSearchParams {
  return withAll(params, { inspect: panelKey, inspectTab: tab });
}

/** Shares the dashboard, or one panel of it. */
export function withShare(params: URLSearchParams, panelKey?: string, tab: ShareTab = 'link'): URLSearchParams {
  return withAll(params, { shareView: tab, panel: panelKey });
}

/** Closes what lies over the dashboard. */
export function withoutOverlay(params: URLSearchParams): URLSearchParams {
  return withAll(params, { shareView: undefined, panel: undefined, inspect: undefined, inspectTab: undefined });
}

function withAll(params: URLSearchParams, values: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Without a panel the whole dashboard is shown. */
export function withViewPanel(params: URLSearchParams, panel: string | undefined): URLSearchParams {
  return withAll(params, { viewPanel: panel });
}

export function withKiosk(params: URLSearchParams, kiosk: boolean): URLSearchParams {
  return withAll(params, { kiosk: kiosk ? '1' : undefined });
}
