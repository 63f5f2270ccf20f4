import { crc32 } from 'node:zlib';

/** Distinct timestamp columns in order of first use: equal content gets the same number. */
export class ColumnSet {
  readonly all: Float64Array[] = [];
  private readonly byIdentity = new Map<Float64Array, number>();
  private readonly byChecksum = new Map<number, number[]>();

  add(column: Float64Array): number {
    const known = this.byIdentity.get(column);
    if (known !== undefined) return known;
    const number = this.findEqual(column);
    this.byIdentity.set(column, number);
    return number;
  }

  private findEqual(column: Float64Array): number {
    const sum = crc32(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    const candidates = this.byChecksum.get(sum) ?? [];
    for (const number of candidates) if (isEqual(this.all[number] as Float64Array, column)) return number;
    this.byChecksum.set(sum, [...candidates, this.all.length]);
    return this.all.push(column) - 1;
  }
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
