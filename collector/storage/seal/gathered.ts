import { ByteWriter } from '../chunkenc/byteWriter';
import type { Presence } from '../chunkenc/presence';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { UintList } from '../head/growable';
import { type Piece, pieceOfPage } from '../read/pieces';

/** Bytes that an entry takes beside its chunks. */
export const ENTRY_BYTES = 32;

/**
 * Entries of the series at positions `[from, to)`, copied out of many pages: still encoded, in one buffer, without an object
 * per entry. Entries of one series keep the order in which they were added.
 */
export class Gathered {
  private readonly chunks: ByteWriter;
  private readonly chunkAt = new UintList(1024);
  private readonly columnOf = new UintList(1024);
  private readonly presences: (Presence | undefined)[] = [];
  /** Columns of the pages; entries name them by their number here. */
  private readonly columns: Float64Array[] = [];
  /** By position: number of the last entry, + 1; 0 for none. */
  private readonly last: Uint32Array;
  /** By entry: number of the entry of its series before it, + 1. */
  private readonly before = new UintList(1024);

  /** @param bytes of the chunks that will be added, about */
  constructor(
    readonly from: number,
    readonly to: number,
    bytes: number,
  ) {
    this.chunks = new ByteWriter(bytes);
    this.last = new Uint32Array(to - from);
    this.chunkAt.push(0);
  }

  /** Takes over the entries of a page whose series are in the range. */
  add(page: SeriesPage, positionOf: (ref: number) => number): void {
    const numbers = new Map<number, number>();
    for (const [ref, entry] of page.entryOf) {
      const position = positionOf(ref);
      if (position < this.from || position >= this.to) continue;
      const column = page.columnOf[entry] as number;
      let number = numbers.get(column);
      if (number === undefined) {
        number = this.columns.push(page.columns[column] ?? new Float64Array(0)) - 1;
        numbers.set(column, number);
      }
      this.addEntry(position - this.from, number, page, entry);
    }
  }

  /** Samples of the series at a position, the earlier added ones first. Throws CorruptPageError. */
  pieces(position: number): Piece[] {
    const page = this.asPage();
    const pieces: Piece[] = [];
    for (let node = this.last[position - this.from] as number; node > 0; node = this.before.at(node - 1)) {
      const times = this.columns[this.columnOf.at(node - 1)] as Float64Array;
      const piece = pieceOfPage(page, node - 1, times, -Infinity, Infinity);
      if (piece) pieces.push(piece);
    }
    return pieces.reverse();
  }

  private addEntry(index: number, column: number, page: SeriesPage, entry: number): void {
    this.chunks.append(page.bytes.subarray(page.chunkAt[entry], page.chunkAt[entry + 1]));
    this.chunkAt.push(this.chunks.length);
    this.columnOf.push(column);
    this.presences.push(page.presences[entry]);
    this.before.push(this.last[index] as number);
    this.last[index] = this.columnOf.length;
  }

  /** All that was gathered as one page, for who decodes entries. */
  private asPage(): SeriesPage {
    const { columns, presences } = this;
    const views = { bytes: this.chunks.view(), columnOf: this.columnOf.view(), chunkAt: this.chunkAt.view() };
    return { ...views, columns, presences, entryOf: new Map() };
  }
}
