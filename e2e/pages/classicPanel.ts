/** Builders of Grafana's classic JSON, as far as the dashboards of these tests need it. */

export interface ClassicPanel {
  readonly title: string;
  readonly type: string;
  readonly expr?: string;
  readonly legend?: string;
  readonly options?: object;
  readonly instant?: boolean;
}

/** Panels of a third of the width, three to a row, ids from 1. */
export function classicDashboard(uid: string, panels: readonly ClassicPanel[]) {
  return {
    uid,
    title: uid,
    schemaVersion: 39,
    refresh: '',
    time: { from: 'now-15m', to: 'now' },
    panels: panels.map((panel, index) => ({
      id: index + 1,
      title: panel.title,
      type: panel.type,
      gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 9, w: 8, h: 9 },
      options: panel.options ?? {},
      targets: panel.expr === undefined ? [] : [targetOf(panel, panel.expr)],
    })),
  };
}

function targetOf({ legend, instant = false }: ClassicPanel, expr: string) {
  return {
    refId: 'A',
    expr,
    legendFormat: legend ?? '',
    instant,
    range: !instant,
    format: instant ? 'table' : 'time_series',
  };
}
