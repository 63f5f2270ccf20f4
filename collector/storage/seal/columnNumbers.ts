import { hash } from 'node:crypto';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { encodeTimestamps } from '../chunkenc/timestamps';

const PAGE_BYTES = 96 * 1024;

export interface TimestampPage {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly firstColumn: number;
}

/**
 * Numbers of a window's distinct timestamp columns, and the pages of those that are new. Columns are known by their digest,
 * so that a window in which every series has its own times takes no more memory than its pages.
 */
export class ColumnNumbers {
  private readonly byIdentity = new WeakMap<Float64Array, number>();
  private readonly byDigest = new Map<string, number>();
  private readonly body = startPage(PAGE_BYTES);
  private readonly bodyStart = this.body.length;
  private finished: TimestampPage[] = [];
  private firstColumn = 0;
  private count = 0;

  /** Takes in the next column of the earlier generation, whose pages are named again. */
  keep(column: Float64Array): void {
    this.byDigest.set(digestOf(column), this.count++);
    this.firstColumn = this.count;
  }

  /** The number of a column, a new one if the window has none like it. */
  of(column: Float64Array): number {
    let number = this.byIdentity.get(column);
    if (number === undefined) {
      number = this.find(column);
      this.byIdentity.set(column, number);
    }
    return number;
  }

  /** Pages of new columns that are full. */
  takeFull(): TimestampPage[] {
    const pages = this.finished;
    this.finished = [];
    return pages;
  }

  /** The last page of new columns too. */
  takeAll(): TimestampPage[] {
    if (this.count > this.firstColumn) this.cut();
    return this.takeFull();
  }

  private find(column: Float64Array): number {
    const digest = digestOf(column);
    const known = this.byDigest.get(digest);
    if (known !== undefined) return known;
    encodeTimestamps(this.body, column, column.length);
    const number = this.count++;
    this.byDigest.set(digest, number);
    if (this.body.length >= PAGE_BYTES) this.cut();
    return number;
  }

  private cut(): void {
    const out: ByteWriter = startPage(this.body.length + 16);
    out.varint(this.count - this.firstColumn);
    out.append(this.body.view().subarray(this.bodyStart));
    this.finished.push({ data: sealPage(out, PageKind.timestamps), firstColumn: this.firstColumn });
    this.body.length = this.bodyStart;
    this.firstColumn = this.count;
  }
}

function digestOf(column: Float64Array): string {
  return hash('sha256', new Uint8Array(column.buffer, column.byteOffset, column.byteLength), 'base64');
}
