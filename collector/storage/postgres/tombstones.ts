import type { Prisma } from '@/lib/db/client';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import type { Tombstone } from '../retention/deletions';
import type { Lease } from './lease';

/** The table of deletions that are not carried out in all pages yet. */
export class TombstoneTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** Reports those that are damaged: what they deleted is seen again. */
  async load(onDamage: (message: string) => void): Promise<Tombstone[]> {
    const rows = await this.prisma.tombstone.findMany({ orderBy: { id: 'asc' } });
    return rows.flatMap(({ id, logSequence, minMs, members }) => {
      try {
        return [
          { id: Number(id), logSequence: Number(logSequence), minMs: Number(minMs), ...decodeTombstone(members) },
        ];
      } catch (error) {
        if (!(error instanceof CorruptPageError)) throw error;
        onDamage(`deletion ${id}, which is not applied: ${error.message}`);
        return [];
      }
    });
  }

  /** Adds a deletion, in place of those that it covers. */
  async insert(tombstone: Tombstone, covered: readonly number[]): Promise<void> {
    const { id, logSequence, minMs } = tombstone;
    const members = encodeTombstone(tombstone);
    const data = { id: BigInt(id), logSequence: BigInt(logSequence), minMs: BigInt(minMs), members };
    await this.lease.write(async (tx) => {
      await tx.tombstone.create({ data });
      await tx.tombstone.deleteMany({ where: { id: { in: covered.map(BigInt) } } });
    });
  }

  async delete(ids: readonly number[]): Promise<void> {
    await this.lease.write((tx) => tx.tombstone.deleteMany({ where: { id: { in: ids.map(BigInt) } } }));
  }
}

/** FORMAT.md draws the bytes. */
export function encodeTombstone({ refs, maxMs }: Pick<Tombstone, 'refs' | 'maxMs'>): Uint8Array<ArrayBuffer> {
  const out = startPage();
  out.varint(refs.length);
  let previousRef = 0;
  let previousMs = 0;
  for (const [i, ref] of refs.entries()) {
    const ms = maxMs[i] as number;
    out.varint(ref - previousRef);
    out.svarint(ms - previousMs);
    previousRef = ref;
    previousMs = ms;
  }
  return sealPage(out, PageKind.tombstone);
}

/** Throws CorruptPageError. */
export function decodeTombstone(page: Uint8Array): Pick<Tombstone, 'refs' | 'maxMs'> {
  const reader = openPage(page, PageKind.tombstone);
  const count = reader.count(reader.remaining, 'series');
  const refs = new Uint32Array(count);
  const maxMs = new Float64Array(count);
  let ref = 0;
  let ms = 0;
  for (let i = 0; i < count; i++) {
    ref += reader.varint();
    ms += reader.svarint();
    refs[i] = ref;
    maxMs[i] = ms;
  }
  return { refs, maxMs };
}
