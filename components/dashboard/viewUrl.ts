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
  };
}

/** `12`, or `panel-12` as newer versions write it. */
function readPanelId(text: string | null): number | undefined {
  const id = Number(text?.replace(/^panel-/, ''));
  return text !== null && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** What a panel is looked into for. */
export type InspectTab = 'data' | 'stats' | 'json' | 'query';

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
export function withShare(params: URLSearchParams, panelKey?: string): URLSearchParams {
  return withAll(params, { shareView: 'link', panel: panelKey });
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
