import { describe, expect, it } from 'vitest';
import type { Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { Lease, type Transaction } from '../postgres/lease';
import { PageAccess } from '../worker/pageAccess';
import { readSealed, type Samples, sealPages, WINDOW_KEY, WINDOW_START } from './sealTestKit';

/** A transaction in which no page can be written. */
function withoutPages(transaction: Transaction): Transaction {
  const page = new Proxy(transaction.page, {
    get: (pages, method) =>
      method === 'createMany' ? () => Promise.reject(new Error('no server')) : Reflect.get(pages, method, pages),
  });
  return new Proxy(transaction, { get: (tx, name) => (name === 'page' ? page : Reflect.get(tx, name, tx)) });
}

/**
 * A client that carries out the publication of a window but loses the answer, and fails every page written after it: what
 * a server that goes away within a commit looks like.
 */
function losingAnswers(prisma: Prisma): Prisma {
  let lost = false;
  return new Proxy(prisma, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === '$executeRaw') {
        return async (query: TemplateStringsArray, ...parameters: unknown[]) => {
          const result = await target.$executeRaw(query, ...parameters);
          if (!query.join('').includes('INSERT INTO "Window"') || lost) return result;
          lost = true;
          throw new Error('the connection is gone');
        };
      }
      if (name !== '$transaction' || !lost) return value;
      return (work: (tx: Transaction) => Promise<void>, options: object) =>
        target.$transaction((tx) => work(withoutPages(tx)), options);
    },
  });
}

/** 60 series with samples at `from`, … `from + 9` s. */
function page(from: number): Samples {
  const times = Array.from({ length: 10 }, (_, i) => WINDOW_START + (from + i) * 1_000);
  const refs = Array.from({ length: 60 }, (_, i) => i + 1);
  return new Map(refs.map((ref) => [ref, new Map(times.map((time) => [time, ref + time / 7]))]));
}

describe('a window whose publication was committed without an answer', () => {
  const database = useTestDatabase();

  async function accessOf(prisma: Prisma): Promise<PageAccess> {
    const state = await database().prisma.storeState.findUniqueOrThrow({ where: { id: 1 } });
    const lease = Lease.borrow({ prisma, onLost: () => undefined }, state.epoch);
    return new PageAccess(prisma, lease, (message) => expect.unreachable(message));
  }

  it('is whole after the next attempt was interrupted, whatever generation that one began from', async () => {
    const access = await accessOf(database().prisma);
    const first = await sealPages(access, undefined, 1, [page(0)]);
    if (first.type !== 'sealed') throw new Error(first.reason);
    const losing = await accessOf(losingAnswers(database().prisma));
    await expect(sealPages(losing, first.window, 2, [page(10)])).rejects.toThrow('the connection is gone');
    await expect(sealPages(losing, first.window, 3, [page(20)])).rejects.toThrow('no server');

    await access.tables.sealed.deleteUnpublished();
    const [row] = await collect(access.tables.sealed.readWindows());
    expect(row).toMatchObject({ ...WINDOW_KEY, generation: 2, mergedFresh: 2 });
    const amended = await sealPages(access, first.window, 4, [page(10), page(20)]);
    if (amended.type !== 'sealed') throw new Error(amended.reason);
    const samples = await readSealed(access, amended.window);
    for (const [ref, one] of page(0)) {
      expect(samples.get(ref)).toEqual(new Map([...one, ...(page(10).get(ref) ?? []), ...(page(20).get(ref) ?? [])]));
    }
    await access.tables.sealed.deleteReplaced(amended.window);
    expect(await readSealed(access, amended.window)).toEqual(samples);
  }, 30_000);
});

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
