/** The panel types there are. */
import { barChartPanel } from './barchart/panel';
import { barGaugePanel } from './bargauge/panel';
import { dashListPanel } from './dashlist/panel';
import { gaugePanel } from './gauge/panel';
import { heatmapPanel } from './heatmap/panel';
import { histogramPanel } from './histogram/panel';
import type { PanelType } from './panelType';
import { piePanel } from './piechart/panel';
import { alertListPanel, annotationListPanel, newsPanel } from './placeholder/panels';
import { statPanel } from './stat/panel';
import { stateTimelinePanel, statusHistoryPanel } from './statetimeline/panel';
import { tablePanel } from './table/panel';
import { textPanel } from './text/panel';
import { timeSeriesPanel } from './timeseries/panel';

/**
 * Forgets the type of a panel's options, to keep panels of all types in one table. Sound because `options` makes
 * exactly what `component` takes: whoever uses the two together needs no type in between.
 */
function anyPanel<Options>(panel: PanelType<Options>): PanelType<unknown> {
  return panel as PanelType<unknown>;
}

/** Panel types by the name that dashboards use. */
export const panelTypes: Readonly<Record<string, PanelType<unknown>>> = {
  timeseries: anyPanel(timeSeriesPanel),
  stat: anyPanel(statPanel),
  gauge: anyPanel(gaugePanel),
  bargauge: anyPanel(barGaugePanel),
  table: anyPanel(tablePanel),
  text: anyPanel(textPanel),
  piechart: anyPanel(piePanel),
  heatmap: anyPanel(heatmapPanel),
  'state-timeline': anyPanel(stateTimelinePanel),
  'status-history': anyPanel(statusHistoryPanel),
  barchart: anyPanel(barChartPanel),
  histogram: anyPanel(histogramPanel),
  dashlist: anyPanel(dashListPanel),
};

/** Types that are only kept; nobody chooses them. */
const keptTypes: Readonly<Record<string, PanelType<unknown>>> = {
  alertlist: anyPanel(alertListPanel),
  annolist: anyPanel(annotationListPanel),
  news: anyPanel(newsPanel),
};

/** Names of older versions; their options are migrated by the codec. */
const OLD_TYPES: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'table-old': 'table',
};

/** The panel type of a name, old names included; undefined for one that we do not have. */
export function findPanelType(type: string): PanelType<unknown> | undefined {
  const name = Object.hasOwn(OLD_TYPES, type) ? (OLD_TYPES[type] ?? type) : type;
  if (Object.hasOwn(panelTypes, name)) return panelTypes[name];
  return Object.hasOwn(keptTypes, name) ? keptTypes[name] : undefined;
}
