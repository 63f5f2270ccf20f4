import type { Prisma } from '@/lib/db/client';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import type { MetadataStore } from '../head/metadataStore';
import { readMetadata } from '../log/readLogRow';
import { TextReader, TextWriter } from '../log/textTable';
import type { Lease } from './lease';

/** The one row that holds all metadata. */
export class MetadataTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  async save(store: MetadataStore): Promise<void> {
    const out = startPage(1 << 16);
    const texts = new TextWriter();
    for (const entries of store.all().values()) {
      // Oldest first, so that noting them again in this order restores the order.
      for (const { metric, type, help, unit } of [...entries].reverse()) {
        for (const text of [metric, type, help, unit]) texts.write(out, text);
      }
    }
    const data = sealPage(out, PageKind.metadata);
    await this.lease.write((tx) => tx.metricMetadata.upsert({ where: { id: 1 }, create: { data }, update: { data } }));
  }

  /** Metadata come with the next scrape again, so damage costs little. */
  async load(store: MetadataStore, onDamage: (message: string) => void): Promise<void> {
    const row = await this.prisma.metricMetadata.findUnique({ where: { id: 1 } });
    if (row === null) return;
    try {
      readAll(row.data, store);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      onDamage(`metadata of metrics: ${error.message}`);
    }
  }
}

function readAll(data: Uint8Array, store: MetadataStore): void {
  const reader = openPage(data, PageKind.metadata);
  const texts = new TextReader();
  while (reader.remaining > 0) store.note(readMetadata(() => texts.read(reader)));
}
