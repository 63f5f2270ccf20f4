/** Up to 2,048 series of a run as columns of integers: refs, times, and per label a column of symbols. FORMAT.md draws it. */
import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { decodeIntegers, encodeIntegers } from '../chunkenc/integers';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';

/** About 16–32 kB of series like those of pods. */
export const BLOCK_SERIES = 2048;

const MAX_LABELS = 1 << 12;

/** A series whose label names and values are symbols of its run's dictionary. */
export interface ColdSeriesRow {
  readonly ref: number;
  /** Whole seconds around its first and last sample, both inclusive. */
  readonly firstSec: number;
  readonly lastSec: number;
  /** Symbol of the metric name; 0 is a symbol like any other. */
  readonly metric: number;
  /** Symbols of label names and values in turn, names ascending, the metric name's included. */
  readonly pairs: readonly number[];
}

/** Series with the same label names. `values[k][row]` is the value of label `names[k]` of the shape's series number `row`. */
export interface Shape {
  readonly names: readonly number[];
  readonly values: readonly Float64Array[];
}

/** Decoded. `refs[i]`, `firstSecs[i]`, `lastSecs[i]` belong to one series, which is row `rowOf[i]` of `shapes[shapeOf[i]]`. */
export interface ColdBlock {
  readonly count: number;
  readonly refs: Float64Array;
  readonly firstSecs: Float64Array;
  readonly lastSecs: Float64Array;
  readonly shapeOf: Uint16Array;
  readonly rowOf: Uint16Array;
  readonly shapes: readonly Shape[];
}

const column = new Float64Array(BLOCK_SERIES);

/** Appends a page of at most BLOCK_SERIES series. */
export function encodeBlock(rows: readonly ColdSeriesRow[]): Uint8Array<ArrayBuffer> {
  const out = startPage(1 << 15);
  out.varint(rows.length);
  const byShape = new Map<string, { number: number; rows: ColdSeriesRow[] }>();
  const shapeNumbers = rows.map((row) => {
    const key = row.pairs.filter((_, i) => i % 2 === 0).join();
    const shape = byShape.get(key) ?? { number: byShape.size, rows: [] };
    byShape.set(key, shape);
    shape.rows.push(row);
    return shape.number;
  });
  writeColumn(out, rows.length, (i) => shapeNumbers[i] as number);
  writeColumn(out, rows.length, (i) => (rows[i] as ColdSeriesRow).ref);
  writeColumn(out, rows.length, (i) => (rows[i] as ColdSeriesRow).firstSec);
  writeColumn(out, rows.length, (i) => (rows[i] as ColdSeriesRow).lastSec);
  for (const shape of byShape.values()) writeShape(out, shape.rows);
  return sealPage(out, PageKind.coldBlock);
}

/** Throws CorruptPageError. Symbols are not checked: the reader has no dictionary. */
export function decodeBlock(page: Uint8Array): ColdBlock {
  const reader = openPage(page, PageKind.coldBlock);
  const count = reader.count(BLOCK_SERIES, 'series');
  if (count === 0) throw new CorruptPageError('a block without series');
  const shapeOf = Uint16Array.from(readColumn(reader, count));
  const refs = readColumn(reader, count);
  const firstSecs = readColumn(reader, count);
  const lastSecs = readColumn(reader, count);
  const rowOf = new Uint16Array(count);
  const shapeRows: number[] = [];
  for (let i = 0; i < count; i++) {
    const shape = shapeOf[i] as number;
    // Shapes are numbered in order of their first series.
    if (shape > shapeRows.length) throw new CorruptPageError(`shape ${shape} of series ${i} was never begun`);
    const row = shapeRows[shape] ?? 0;
    rowOf[i] = row;
    shapeRows[shape] = row + 1;
  }
  const shapes = shapeRows.map((rows) => readShape(reader, rows));
  if (reader.remaining > 0) throw new CorruptPageError(`a block has ${reader.remaining} bytes too many`);
  return { count, refs, firstSecs, lastSecs, shapeOf, rowOf, shapes };
}

/** Symbol of a label's value of series `i`; undefined when it has no such label. */
export function valueIn(block: ColdBlock, i: number, name: number): number | undefined {
  const { names, values } = block.shapes[block.shapeOf[i] as number] as Shape;
  return values[names.indexOf(name)]?.[block.rowOf[i] as number];
}

/** Symbols of the label names and values of series `i`, in turn. */
export function pairsOf(block: ColdBlock, i: number): number[] {
  const { names, values } = block.shapes[block.shapeOf[i] as number] as Shape;
  const row = block.rowOf[i] as number;
  return names.flatMap((name, k) => [name, values[k]?.[row] as number]);
}

function writeShape(out: ByteWriter, rows: readonly ColdSeriesRow[]): void {
  const { pairs } = rows[0] as ColdSeriesRow;
  out.varint(pairs.length / 2);
  for (let k = 0; k < pairs.length; k += 2) {
    out.varint(pairs[k] as number);
    writeColumn(out, rows.length, (i) => (rows[i] as ColdSeriesRow).pairs[k + 1] as number);
  }
}

function readShape(reader: ByteReader, rows: number): Shape {
  const names: number[] = [];
  const values: Float64Array[] = [];
  for (let left = reader.count(MAX_LABELS, 'labels'); left > 0; left--) {
    names.push(reader.varint());
    values.push(readColumn(reader, rows));
  }
  return { names, values };
}

function writeColumn(out: ByteWriter, count: number, valueAt: (i: number) => number): void {
  for (let i = 0; i < count; i++) column[i] = valueAt(i);
  encodeIntegers(out, column, count);
}

function readColumn(reader: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  decodeIntegers(reader, values, count);
  return values;
}
