/** A panel as text for the clipboard: the JSON of Grafana's classic panels, which its own paste understands. */
import { FieldReader, ImportReport, isJsonObject } from '@/lib/grafana/fieldReader';
import { readPanel, writePanel } from '@/lib/grafana/panel';
import type { JsonObject, Panel } from '../document';

const MAX_LENGTH = 2_000_000;

export function copyPanel(panel: Panel): string {
  return JSON.stringify(writePanel(panel), null, 2);
}

/** Reads a panel from text; a dashboard of one panel is one, too. What is wrong is said in words for people. */
export function pastePanel(text: string): Omit<Panel, 'id'> | { readonly problem: string } {
  if (text.trim() === '') return { problem: 'The clipboard is empty. Copy a panel first.' };
  if (text.length > MAX_LENGTH) return { problem: 'The clipboard holds more than 2 MB; that is no panel.' };
  const source = panelOf(parse(text));
  if (source === undefined) return { problem: 'The clipboard holds no panel JSON. Copy a panel first.' };
  if (typeof source['type'] !== 'string') return { problem: 'This JSON has no panel type.' };
  if (source['type'] === 'row') return { problem: 'This JSON is a row; only panels can be pasted.' };
  const { id: _id, ...panel } = readPanel(source, 1, '', new ImportReport());
  return panel;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function panelOf(json: unknown): JsonObject | undefined {
  if (!isJsonObject(json)) return undefined;
  const panels = new FieldReader(json, '', new ImportReport()).objects('panels');
  const [only, second] = panels;
  return json['type'] === undefined && only !== undefined && second === undefined ? only.value : json;
}
