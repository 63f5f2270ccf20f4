/** For tests: single bits of stored pages, turned over and back. */
import type { Prisma } from '@/lib/db/client';

/** One row with bytes, by its physical place: nothing else updates these rows meanwhile. */
interface StoredBytes {
  readonly table: string;
  readonly column: string;
  /** Primary key as SQL. */
  readonly where: string;
  readonly length: number;
}

/** A bit that can be turned over. */
export interface Bit {
  /** For messages: table, row, byte and bit. */
  readonly name: string;
  flip(): Promise<void>;
}

/** Tables with pages: column of the bytes, and SQL that writes a row's key as a condition. */
const KEYS = {
  Page: `format('"tier" = %s AND "class" = %s AND "windowStart" = %L AND "generation" = %s AND "part" = %s',
    "tier", "class", "windowStart", "generation", "part")`,
  FreshPage: `format('"id" = %s', "id")`,
  Window: `format('"tier" = %s AND "class" = %s AND "windowStart" = %L', "tier", "class", "windowStart")`,
  SeriesBlock: `format('"id" = %s', "id")`,
  HeadLog: `format('"segment" = %s AND "sequence" = %s', "segment", "sequence")`,
} as const;

type PageTable = keyof typeof KEYS;

/** @param table with the column of its bytes */
export async function storedBytes(prisma: Prisma, table: PageTable, column = 'data'): Promise<StoredBytes[]> {
  const rows = await prisma.$queryRawUnsafe<{ where: string; length: number }[]>(
    `SELECT ${KEYS[table]} AS "where", length("${column}") AS length FROM "${table}" ORDER BY 1`,
  );
  return rows.map(({ where, length }) => ({ table, column, where, length }));
}

/** Random bits of rows, each byte as likely as any other. `random` gives numbers in [0, 1). */
export function* randomBits(
  prisma: Prisma,
  rows: readonly StoredBytes[],
  count: number,
  random: () => number,
): Generator<Bit> {
  const total = rows.reduce((sum, { length }) => sum + length, 0);
  for (let i = 0; i < count; i++) {
    let at = Math.floor(random() * total);
    const row = rows.find(({ length }) => {
      if (at < length) return true;
      at -= length;
      return false;
    });
    if (row === undefined) throw new Error('no stored bytes');
    const { table, column, where } = row;
    const bit = Math.floor(random() * 8);
    const flipped = `set_byte("${column}", ${at}, get_byte("${column}", ${at}) # ${1 << bit})`;
    yield {
      name: `${table} ${where}: bit ${bit} of byte ${at}`,
      flip: async () => {
        await prisma.$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = ${flipped} WHERE ${where}`);
      },
    };
  }
}
