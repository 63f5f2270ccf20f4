/** Which part of a dashboard the address asks for, by Grafana's names. */
export interface ViewUrlState {
  /** Key of the panel that fills the page. */
  readonly panel: string | undefined;
  /** Bars and rail are hidden. */
  readonly kiosk: boolean;
}

/** Reads `viewPanel` (`12`, or `panel-12` as newer versions write it) and `kiosk` (bare, `1`, `true`, `tv`). */
export function readViewUrl(params: URLSearchParams): ViewUrlState {
  const panel = params
    .get('viewPanel')
    ?.replace(/^panel-/, '')
    .slice(0, 100);
  const kiosk = params.get('kiosk');
  return { panel: panel || undefined, kiosk: kiosk !== null && kiosk !== 'false' && kiosk !== '0' };
}

/** Without a panel the whole dashboard is shown. */
export function withViewPanel(params: URLSearchParams, panel: string | undefined): URLSearchParams {
  const next = new URLSearchParams(params);
  if (panel === undefined) next.delete('viewPanel');
  else next.set('viewPanel', panel);
  return next;
}

export function withKiosk(params: URLSearchParams, kiosk: boolean): URLSearchParams {
  const next = new URLSearchParams(params);
  if (kiosk) next.set('kiosk', '1');
  else next.delete('kiosk');
  return next;
}
