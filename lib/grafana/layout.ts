import type { GridItem, Json, JsonObject, Panel, Section } from '@/lib/dashboard/document';
import { compactGrid } from '@/lib/dashboard/layout/compactGrid';
import { FieldReader, ImportReport, isJsonObject } from './fieldReader';
import { keptForm, withKeptForm } from './keptForm';
import { readPanel } from './panel';

/** More panels than this are left out: no browser draws them and no person reads them. */
const MAX_PANELS = 10_000;
const DEFAULT_POSITION = { w: 12, h: 8 };
const MAX_Y = 1_000_000;

interface Placed {
  readonly source: JsonObject;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type Row = Extract<Section, { type: 'row' }>;

interface OpenSection {
  row?: Row;
  items: GridItem[];
}

/**
 * Reads `panels` of a dashboard into panels and sections. A row panel owns the panels nested in it and, when it is
 * open, those that follow it up to the next row; what follows a closed row is a grid of its own. Panels move up into free space, as in a grid that compacts.
 */
export class LayoutReader {
  readonly panels: Record<number, Panel> = {};
  private readonly sections: OpenSection[] = [{ items: [] }];
  private readonly usedIds = new Set<number>();
  private nextId = 1;
  private count = 0;

  constructor(
    reader: FieldReader,
    private readonly report: ImportReport,
  ) {
    const placed = placeAll(reader.objects('panels'), report);
    for (const { source } of placed) this.reserveIds(source);
    this.usedIds.clear();
    for (const panel of placed) {
      if (panel.source['type'] === 'row') this.openRow(panel);
      else this.addPanel(panel, this.openSection());
    }
    if (this.count > MAX_PANELS) report.add('panels', `${this.count} panels; only the first ${MAX_PANELS} are kept`);
  }

  finish(): Section[] {
    return this.sections.flatMap(({ row, items }): Section[] => {
      const compacted = compactGrid(items);
      if (row !== undefined) return [{ ...row, items: compacted }];
      return compacted.length > 0 ? [{ type: 'grid', items: compacted }] : [];
    });
  }

  /** Fresh ids begin above the largest one in use, so that a later panel keeps its own. */
  private reserveIds(source: JsonObject): void {
    const id = source['id'];
    if (isPanelId(id) && id >= this.nextId) this.nextId = id + 1;
    const nested = source['panels'];
    if (Array.isArray(nested)) for (const panel of nested) if (isJsonObject(panel)) this.reserveIds(panel);
  }

  private takeId(source: JsonObject, path: string): number {
    const id = source['id'];
    if (isPanelId(id) && !this.usedIds.has(id)) {
      this.usedIds.add(id);
      return id;
    }
    while (this.usedIds.has(this.nextId)) this.nextId++;
    const fresh = this.nextId++;
    this.usedIds.add(fresh);
    if (id !== undefined && id !== null) {
      const found = JSON.stringify(id).slice(0, 40);
      this.report.add(`${path}.id`, `${found} is used twice or is no positive whole number; ${fresh} is used`);
    }
    return fresh;
  }

  private openRow(placed: Placed): void {
    const reader = new FieldReader(placed.source, placed.path, this.report);
    const row = readRow(reader, this.takeId(placed.source, placed.path));
    const nested = placeAll(reader.objects('panels'), this.report);
    const unknown = keptForm(placed.source, ownRowFields(row), ['id', 'gridPos', 'panels']);
    const section = { row: { ...row, unknown }, items: [] };
    this.sections.push(section);
    for (const panel of nested) {
      if (panel.source['type'] === 'row') this.report.add(panel.path, 'a row inside a row is not supported; left out');
      else this.addPanel(panel, section);
    }
  }

  /** Where a panel that follows belongs: a closed row has its panels nested, so what follows stands outside of it. */
  private openSection(): OpenSection {
    const last = this.sections.at(-1);
    if (last !== undefined && last.row?.collapsed !== true) return last;
    const outside = { items: [] };
    this.sections.push(outside);
    return outside;
  }

  private addPanel({ source, path, x, y, w, h }: Placed, section: OpenSection): void {
    this.count++;
    if (this.count > MAX_PANELS) return;
    const id = this.takeId(source, path);
    this.panels[id] = readPanel(source, id, path, this.report);
    section.items.push({ panelId: id, x, y, w, h });
  }
}

function isPanelId(id: Json | undefined): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0;
}

/** Reads all positions and orders the panels by them, as they are read by eye. */
function placeAll(panels: readonly { value: JsonObject; path: string }[], report: ImportReport): Placed[] {
  let bottom = 0;
  const placed = panels.map(({ value, path }) => {
    const place = readPosition(value, path, bottom, report);
    bottom = Math.max(bottom, place.y + place.h);
    return { source: value, path, ...place };
  });
  return placed.sort((a, b) => a.y - b.y || a.x - b.x);
}

function readPosition(source: JsonObject, path: string, bottom: number, report: ImportReport) {
  const position = source['gridPos'];
  const isRow = source['type'] === 'row';
  if (!isJsonObject(position)) {
    if (!isRow) report.add(`${path}.gridPos`, 'no position; placed below the panels before it');
    return isRow ? { x: 0, y: bottom, w: 24, h: 1 } : { x: 0, y: bottom, ...DEFAULT_POSITION };
  }
  const w = whole(position['w'], 1, 24, isRow ? 24 : DEFAULT_POSITION.w);
  return {
    x: whole(position['x'], 0, 24 - w, 0),
    y: whole(position['y'], 0, MAX_Y, bottom),
    w,
    h: whole(position['h'], 1, 1000, isRow ? 1 : DEFAULT_POSITION.h),
  };
}

function whole(value: Json | undefined, min: number, max: number, fallback: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return Math.min(max, fallback);
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** Writes the sections back to a flat list with positions from the top of the dashboard. */
export function writeLayout(
  layout: readonly Section[],
  panels: Readonly<Record<number, Panel>>,
  writePanel: (panel: Panel) => JsonObject,
): JsonObject[] {
  const written: JsonObject[] = [];
  let top = 0;
  for (const section of layout) {
    const start = section.type === 'row' ? top + 1 : top;
    const items = section.items.flatMap(({ panelId, x, y, w, h }) => {
      const panel = panels[panelId];
      return panel === undefined ? [] : [{ ...writePanel(panel), gridPos: { h, w, x, y: y + start } }];
    });
    const height = section.items.reduce((bottom, { y, h }) => Math.max(bottom, y + h), 0);
    const nested = section.type === 'row' && section.collapsed;
    if (section.type === 'row') written.push(writeRow(section, top, nested ? items : []));
    if (!nested) written.push(...items);
    top = start + (nested ? 0 : height);
  }
  return written;
}

function writeRow(row: Row, y: number, panels: readonly JsonObject[]): JsonObject {
  const fields = withKeptForm(row.unknown, ownRowFields(row), ROW_FIELDS, (source) =>
    ownRowFields(readRow(new FieldReader(source, '', new ImportReport()), row.id)),
  );
  return { ...fields, id: row.id, gridPos: { h: 1, w: 24, x: 0, y }, panels };
}

const ROW_FIELDS = ['title', 'collapsed', 'repeat'];

function ownRowFields({ title, collapsed, repeat }: Row): JsonObject {
  return { type: 'row', title, collapsed, ...(repeat === undefined ? {} : { repeat }) };
}

function readRow(reader: FieldReader, id: number): Row {
  const repeat = reader.optionalString('repeat');
  return {
    type: 'row',
    id,
    title: reader.string('title'),
    collapsed: reader.boolean('collapsed', false),
    ...(repeat === undefined || repeat === '' ? {} : { repeat }),
    items: [],
    unknown: {},
  };
}
