import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Prisma } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, openTestStore } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 12, 0, 0);

/** A client whose inserts into the log begin when they are let. */
function holding(prisma: Prisma, gate: EventEmitter): Prisma {
  return new Proxy(prisma, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== '$executeRaw') return value;
      return async (query: TemplateStringsArray, ...parameters: unknown[]) => {
        if (query.join('').includes('INSERT INTO "HeadLog"')) await once(gate, 'open');
        return target.$executeRaw(query, ...parameters);
      };
    },
  });
}

describe('a commit of samples that the store has already', () => {
  const database = useTestDatabase();

  it('is durable when the earlier samples are', async () => {
    const gate = new EventEmitter();
    const { url, prisma } = database();
    const store = await openTestStore({ url, prisma: holding(prisma, gate) }, { nowMs: START });
    const first = appendRow(store, START, [{ __name__: 'm' }], () => 1).durable();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const repeated = appendRow(store, START, [{ __name__: 'm' }], () => 1);
    expect(repeated).toMatchObject({ appended: 0, refused: { duplicate: 0 } });
    let isDurable = false;
    const durable = repeated.durable().then(() => {
      isDurable = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isDurable).toBe(false);
    gate.emit('open');
    await Promise.all([first, durable]);
    expect(await prisma.headLog.count()).toBe(1);
    await store.close();
  });
});
