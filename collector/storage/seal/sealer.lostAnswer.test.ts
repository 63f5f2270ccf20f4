import { describe, expect, it } from 'vitest';
import type { Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import type { Transaction } from '../postgres/lease';
import { appendRow, metricIs, openTestStore, selectAll } from '../testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);

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

describe('a window whose publication was committed without an answer', () => {
  const database = useTestDatabase();

  it('is whole after the next attempt was interrupted', async () => {
    const clock = { nowMs: START };
    const { url, prisma } = database();
    const first = await openTestStore({ url, prisma: losingAnswers(prisma) }, clock);
    for (let row = 0; row < 10; row++) appendRow(first, START + row * 1_000, [{ __name__: 'm' }], () => row);
    await expect(first.sealNow()).rejects.toThrow('the connection is gone');
    await expect(first.sealNow()).rejects.toThrow('no server');
    await first.close();

    const second = await openTestStore({ url, prisma }, clock);
    const { series, warnings } = await selectAll(second, metricIs('m'));
    expect(warnings).toEqual([]);
    expect(series.map(({ values }) => [...values])).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    await second.close();
  }, 30_000);
});
