import type { Prisma } from '@/lib/db/client';
import type { Labels } from '@/lib/labels/labels';
import type { ByteReader } from '../chunkenc/byteReader';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import { MAX_REF } from '../head/refTable';
import { TextReader, TextWriter } from '../log/textTable';
import type { Lease } from './lease';
import { readAhead } from './readAhead';

/** Refs per block: block `b` has the series of the refs `4096·b + 1` to `4096·(b + 1)` that are in memory. */
export const BLOCK_REFS = 4096;

const MAX_LABELS = 1 << 12;
const READ_BATCH = 16;

/** Where the series to save are. SeriesIndex is one. */
export interface SeriesSource {
  slotOf(ref: number): number;
  labels(slot: number): Labels;
  /** Ascending. */
  refsBetween(first: number, last: number): Iterable<number>;
}

/** A row as it is stored; `data` is encoded, as it may be damaged. */
interface SeriesBlockRow {
  readonly id: number;
  readonly count: number;
  readonly data: Uint8Array;
  readonly live: Uint8Array;
}

/** Series of one block; `highestRef` was the last one given out when it was written. */
export interface SeriesBlock {
  readonly highestRef: number;
  /** Ascending. */
  readonly series: readonly { readonly ref: number; readonly labels: Labels }[];
}

export function encodeSeriesBlock({ highestRef, series }: SeriesBlock): Uint8Array<ArrayBuffer> {
  const out = startPage(1 << 16);
  const texts = new TextWriter();
  out.varint(highestRef);
  out.varint(series.length);
  let previousRef = 0;
  for (const { ref, labels } of series) {
    out.varint(ref - previousRef);
    previousRef = ref;
    out.varint(labels.length);
    for (const text of labels) texts.write(out, text);
  }
  return sealPage(out, PageKind.seriesBlock);
}

/** The inverse of encodeSeriesBlock. Throws CorruptPageError. */
export function decodeSeriesBlock(bytes: Uint8Array): SeriesBlock {
  if (bytes[1] === PageKind.slotBlock) return decodeSlotBlock(bytes);
  const reader = openPage(bytes, PageKind.seriesBlock);
  const texts = new TextReader();
  const highestRef = reader.count(MAX_REF, 'refs');
  const series: { ref: number; labels: Labels }[] = [];
  let ref = 0;
  for (let left = reader.count(BLOCK_REFS, 'series'); left > 0; left--) {
    ref += reader.varint();
    if (ref > highestRef) throw new CorruptPageError(`series ${ref} comes after the highest, ${highestRef}`);
    series.push({ ref, labels: readLabels(reader, texts) });
  }
  if (reader.remaining > 0) throw new CorruptPageError(`series block has ${reader.remaining} bytes too many`);
  return { highestRef, series };
}

/** A block as it was written when the ref of a series was its slot + 1. */
function decodeSlotBlock(bytes: Uint8Array): SeriesBlock {
  const reader = openPage(bytes, PageKind.slotBlock);
  const texts = new TextReader();
  const firstSlot = reader.count(MAX_REF - BLOCK_REFS, 'slots');
  const count = reader.count(BLOCK_REFS, 'series');
  const series = Array.from({ length: count }, (_, i) => ({
    ref: firstSlot + i + 1,
    labels: readLabels(reader, texts),
  }));
  return { highestRef: firstSlot + count, series: series.filter(({ labels }) => labels.length > 0) };
}

function readLabels(reader: ByteReader, texts: TextReader): Labels {
  const labels: string[] = [];
  for (let left = reader.count(MAX_LABELS, 'label strings'); left > 0; left--) labels.push(texts.read(reader));
  return labels;
}

/** The bits of the series that are still in memory, by ref. */
export function encodeLive(refs: Iterable<number>, firstRef: number): Uint8Array<ArrayBuffer> {
  const bitmap = new Uint8Array(BLOCK_REFS / 8);
  for (const ref of refs) setBit(bitmap, ref - firstRef);
  return bitmap;
}

function setBit(bitmap: Uint8Array, bit: number): void {
  bitmap[bit >>> 3] = (bitmap[bit >>> 3] as number) | (1 << (bit & 7));
}

function isLive(live: Uint8Array, bit: number): boolean {
  return live.length === 0 || ((live[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}

/**
 * The table of series in memory. A block is written when it has new series. When series of it are dropped a bitmap says so; it
 * is written anew when half of it is gone, and deleted when all is: but the last block stays, as it has the highest ref.
 */
export class SeriesBlockTable {
  /** Series in the data of each block, by id; damaged ones are not here, so that they stay for a repair. */
  private readonly written = new Map<number, number>();
  /** Blocks of which series were dropped since. */
  private readonly thinned = new Set<number>();
  private lastId = -1;

  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /**
   * Gives all series in order of ref, without those of damaged blocks.
   * @returns the highest ref that blocks speak of, those that are damaged included
   */
  async load(add: (ref: number, labels: Labels) => void, onDamage: (message: string) => void): Promise<number> {
    let highestRef = 0;
    const rows = readAhead<SeriesBlockRow>(READ_BATCH, (after) =>
      this.prisma.seriesBlock.findMany({
        where: { id: { gt: after?.id ?? -1 } },
        orderBy: { id: 'asc' },
        take: READ_BATCH,
      }),
    );
    for await (const { id, count, data, live } of rows) {
      this.lastId = id;
      try {
        const block = decodeSeriesBlock(data);
        for (const { ref, labels } of block.series) if (isLive(live, ref - firstRefOf(id))) add(ref, labels);
        highestRef = Math.max(highestRef, block.highestRef);
        this.written.set(id, count);
      } catch (error) {
        if (!(error instanceof CorruptPageError)) throw error;
        onDamage(`series block ${id}, the labels of ${count} series: ${error.message}`);
        highestRef = Math.max(highestRef, (id + 1) * BLOCK_REFS);
      }
    }
    return highestRef;
  }

  /** Takes note of a series that left memory, for the next `saveDropped`. */
  noteDropped(ref: number): void {
    this.thinned.add(blockOf(ref));
  }

  /** Saves the blocks that the refs from `first` to `highestRef` fall into. */
  async save(source: SeriesSource, first: number, highestRef: number): Promise<void> {
    for (let id = blockOf(first); firstRefOf(id) <= highestRef; id++) {
      await this.write(source, id, Math.min(firstRefOf(id + 1) - 1, highestRef));
    }
  }

  /** Saves which series were dropped. One that is not saved comes back with a restart, and is dropped again. */
  async saveDropped(source: SeriesSource): Promise<void> {
    for (const id of [...this.thinned]) {
      const written = this.written.get(id);
      // First, since more may be dropped meanwhile.
      this.thinned.delete(id);
      if (written === undefined) continue;
      try {
        await this.thin(source, id, written);
      } catch (error) {
        this.thinned.add(id);
        throw error;
      }
    }
  }

  private async thin(source: SeriesSource, id: number, written: number): Promise<void> {
    const refs = [...source.refsBetween(firstRefOf(id), firstRefOf(id + 1) - 1)];
    if (refs.length === 0 && id < this.lastId) {
      await this.lease.write((tx) => tx.seriesBlock.deleteMany({ where: { id } }));
      this.written.delete(id);
    } else if (refs.length * 2 <= written && id < this.lastId) {
      await this.write(source, id, firstRefOf(id + 1) - 1);
    } else {
      const live = encodeLive(refs, firstRefOf(id));
      await this.lease.write((tx) => tx.seriesBlock.updateMany({ where: { id }, data: { live } }));
    }
  }

  private async write(source: SeriesSource, id: number, highestRef: number): Promise<void> {
    const firstRef = firstRefOf(id);
    const series = Array.from(source.refsBetween(firstRef, highestRef), (ref) => ({
      ref,
      labels: source.labels(source.slotOf(ref)),
    }));
    const data = encodeSeriesBlock({ highestRef, series });
    const block = { firstRef: BigInt(firstRef), count: series.length, data, live: new Uint8Array(0) };
    await this.lease.write((tx) => tx.seriesBlock.upsert({ where: { id }, create: { id, ...block }, update: block }));
    this.written.set(id, series.length);
    if (id <= this.lastId) return;
    // The one that was last may have stayed for its highest ref alone.
    this.thinned.add(this.lastId);
    this.lastId = id;
  }
}

function blockOf(ref: number): number {
  return Math.floor((ref - 1) / BLOCK_REFS);
}

function firstRefOf(id: number): number {
  return id * BLOCK_REFS + 1;
}
