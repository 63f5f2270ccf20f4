import type { Prisma } from '@/lib/db/client';
import type { Labels } from '@/lib/labels/labels';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextReader, TextWriter } from '../log/textTable';
import type { Lease } from './lease';

/** Series per block; a block with fewer is the newest one, and is rewritten as it fills. */
export const BLOCK_SERIES = 4096;

const MAX_LABELS = 1 << 12;

/** The labels of series `firstSlot .. firstSlot + count`, as bytes. */
export function encodeSeriesBlock(
  labelsOf: (slot: number) => Labels,
  firstSlot: number,
  count: number,
): Uint8Array<ArrayBuffer> {
  const out = startPage(1 << 16);
  const texts = new TextWriter();
  out.varint(firstSlot);
  out.varint(count);
  for (let slot = firstSlot; slot < firstSlot + count; slot++) {
    const labels = labelsOf(slot);
    out.varint(labels.length);
    for (const text of labels) texts.write(out, text);
  }
  return sealPage(out, PageKind.seriesBlock);
}

/** The inverse of encodeSeriesBlock. Throws CorruptPageError. */
export function decodeSeriesBlock(bytes: Uint8Array, add: (slot: number, labels: Labels) => void): void {
  const reader = openPage(bytes, PageKind.seriesBlock);
  const texts = new TextReader();
  const firstSlot = reader.varint();
  const count = reader.count(BLOCK_SERIES, 'series');
  for (let slot = firstSlot; slot < firstSlot + count; slot++) {
    const labels: string[] = [];
    for (let left = reader.count(MAX_LABELS, 'label strings'); left > 0; left--) labels.push(texts.read(reader));
    add(slot, labels);
  }
  if (reader.remaining > 0) throw new CorruptPageError(`series block has ${reader.remaining} bytes too many`);
}

/** The table of series. Blocks are numbered by their first slot divided by BLOCK_SERIES. */
export class SeriesBlockTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /**
   * Gives all series in order of slot, without those of damaged blocks.
   * @returns the slot after the last one of a damaged block
   */
  async load(
    add: (slot: number, labels: Labels) => void,
    onDamage: (message: string) => void,
  ): Promise<{ readonly damagedUntil: number }> {
    let damagedUntil = 0;
    for (let next = 0; ; ) {
      const rows = await this.prisma.seriesBlock.findMany({
        where: { id: { gte: next } },
        orderBy: { id: 'asc' },
        take: 16,
      });
      for (const { id, firstRef, count, data } of rows) {
        next = id + 1;
        try {
          decodeSeriesBlock(data, add);
        } catch (error) {
          if (!(error instanceof CorruptPageError)) throw error;
          onDamage(`series block ${id}, the labels of ${count} series: ${error.message}`);
          damagedUntil = Number(firstRef) - 1 + count;
        }
      }
      if (rows.length < 16) return { damagedUntil };
    }
  }

  /** Saves series `from .. to`, and with them the earlier series of the block that `from` falls into. */
  async save(labelsOf: (slot: number) => Labels, from: number, to: number): Promise<void> {
    for (let id = Math.floor(from / BLOCK_SERIES); id * BLOCK_SERIES < to; id++) {
      const firstSlot = id * BLOCK_SERIES;
      const count = Math.min(BLOCK_SERIES, to - firstSlot);
      const block = { firstRef: BigInt(firstSlot + 1), count, data: encodeSeriesBlock(labelsOf, firstSlot, count) };
      await this.lease.write((tx) => tx.seriesBlock.upsert({ where: { id }, create: { id, ...block }, update: block }));
    }
  }
}
