import type { JsonObject } from '@/lib/dashboard/document';
import { type ImportReport, isJsonObject } from '../fieldReader';
import { migrateFieldOptions } from './fieldOptions';
import { migrateGraph } from './graph';
import { migrateHeatmap } from './heatmap';
import { migrateOldTable } from './oldTable';
import { migrateSinglestat } from './singlestat';

/**
 * Brings a panel of an old type or an old form to today's, decided by the fields that are there. Fields of the old
 * form stay beside the new ones and are written back. A panel that is not old is returned as it is.
 */
export function migratePanel(panel: JsonObject, path: string, report: ImportReport): JsonObject {
  switch (panel['type']) {
    case 'graph':
      return isTimeGraph(panel) ? migrateGraph(panel) : keep(panel, path, report);
    case 'singlestat':
    case 'grafana-singlestat-panel':
      return migrateSinglestat(panel);
    case 'table-old':
      return migrateOldTable(panel);
    case 'table':
      return Array.isArray(panel['styles']) && panel['fieldConfig'] === undefined ? migrateOldTable(panel) : panel;
    case 'text':
      return isJsonObject(panel['options']) || panel['content'] === undefined ? panel : migrateOldText(panel);
    case 'stat':
    case 'gauge':
    case 'bargauge':
      return migrateFieldOptions(panel);
    case 'heatmap':
      return migrateHeatmap(panel);
    default:
      return panel;
  }
}

/** A graph whose x axis shows histograms or one bar per series has no time axis. */
function isTimeGraph(panel: JsonObject): boolean {
  const axis = panel['xaxis'];
  return !isJsonObject(axis) || axis['mode'] === undefined || axis['mode'] === 'time' || axis['mode'] === null;
}

function keep(panel: JsonObject, path: string, report: ImportReport): JsonObject {
  report.add(`${path}.xaxis`, 'a graph without a time axis is shown over time');
  return migrateGraph(panel);
}

function migrateOldText(panel: JsonObject): JsonObject {
  const mode = panel['mode'] === 'html' ? 'html' : 'markdown';
  return { ...panel, options: { mode, content: typeof panel['content'] === 'string' ? panel['content'] : '' } };
}
