import { beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { Lease } from '../postgres/lease';
import type { SealedWindow } from '../postgres/sealedPages';
import { PageAccess } from '../worker/pageAccess';
import type { SealOutput } from './sealJob';
import { readSealed, type Samples, sealPages, WINDOW_KEY, WINDOW_START } from './sealTestKit';

/** xorshift32, so that a failure can be repeated. */
function randomSource(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Samples of series `[fromRef, toRef)` at some of the times `[from, to)` of a 15 s grid. */
function randomPage(random: () => number, [fromRef, toRef]: number[], [from, to]: number[], density: number): Samples {
  const samples: Samples = new Map();
  for (let ref = fromRef as number; ref < (toRef as number); ref++) {
    const one = new Map<number, number>();
    for (let i = from as number; i < (to as number); i++) {
      if (random() < density) one.set(WINDOW_START + i * 15_000, Math.round(random() * 1e5) / 10);
    }
    if (one.size > 0) samples.set(ref, one);
  }
  return samples;
}

/** What a window holds of pages in this order: the first of two samples of one time stays. */
function merged(pages: readonly Samples[]): Samples {
  const all: Samples = new Map();
  for (const page of pages) {
    for (const [ref, one] of page) {
      const known = all.get(ref) ?? new Map<number, number>();
      for (const [time, value] of one) if (!known.has(time)) known.set(time, value);
      all.set(ref, known);
    }
  }
  const sorted = [...all].map(([ref, one]) => [ref, new Map([...one].sort(([a], [b]) => a - b))] as const);
  return new Map(sorted.sort(([a], [b]) => a - b));
}

function inOrderOfRefs(samples: Samples): Samples {
  return new Map([...samples].sort(([a], [b]) => a - b));
}

function windowOf(output: SealOutput): SealedWindow {
  if (output.type !== 'sealed') throw new Error(output.reason);
  return output.window;
}

function addresses({ directory: { series } }: SealedWindow): string[] {
  return Array.from(series.parts, (part, i) => `${series.generations[i]}/${part}`);
}

describe('sealing a window', () => {
  const database = useTestDatabase();
  let access: PageAccess;
  const damages: string[] = [];

  beforeEach(async () => {
    const { prisma } = database();
    await prisma.$executeRaw`TRUNCATE "FreshPage", "Window", "Page"`;
    const state = await prisma.storeState.findUniqueOrThrow({ where: { id: 1 } });
    const lease = Lease.borrow({ prisma, onLost: () => undefined }, state.epoch);
    damages.length = 0;
    access = new PageAccess(prisma, lease, (message) => damages.push(message));
  });

  it('writes the same pages in one pass and in many', async () => {
    const random = randomSource(1);
    const pages = [0, 1, 2, 3].flatMap((block) =>
      [0, 1, 2].map((target) =>
        randomPage(random, [target * 50 + 1, target * 50 + 51], [block * 20, block * 20 + 20], 0.9),
      ),
    );
    const once = windowOf(await sealPages(access, undefined, 1, pages));
    expect(inOrderOfRefs(await readSealed(access, once))).toEqual(merged(pages));
    const passes = windowOf(await sealPages(access, undefined, 101, pages, { maxBytes: 3_000 }));
    expect(inOrderOfRefs(await readSealed(access, passes))).toEqual(merged(pages));
    expect(passes.directory.firstRefs).toEqual(once.directory.firstRefs);
    expect(passes.directory.bytes).toBe(once.directory.bytes);
    expect(passes.directory.firstRefs.length).toBeGreaterThan(5);
  });

  it('writes only the pages anew whose series got late samples', async () => {
    const random = randomSource(2);
    const early = [randomPage(random, [1, 301], [0, 40], 1)];
    const first = windowOf(await sealPages(access, undefined, 1, early));
    const late = [randomPage(random, [30, 31], [40, 45], 1), randomPage(random, [500, 501], [3, 5], 1)];
    const output = await sealPages(access, first, 2, late);
    const second = windowOf(output);
    expect(inOrderOfRefs(await readSealed(access, second))).toEqual(merged([...early, ...late]));
    const before = addresses(first);
    const after = addresses(second);
    const renewed = after.filter((address) => address.startsWith(`${second.generation}/`));
    expect(before.length).toBeGreaterThan(8);
    expect(renewed.length).toBeLessThanOrEqual(4);
    expect(after.filter((address) => before.includes(address)).length).toBeGreaterThanOrEqual(before.length - 2);
    const { timestamps } = second.directory;
    expect([...timestamps.generations]).toEqual([first.generation, second.generation]);

    await access.tables.sealed.deleteReplaced(second);
    const named = after.length + timestamps.parts.length;
    expect(await access.tables.sealed.countPages()).toEqual(new Map([['raw/0/2026-11-22T10:00:00.000Z', named]]));
    expect(inOrderOfRefs(await readSealed(access, second))).toEqual(merged([...early, ...late]));
    const stored = await database().prisma.page.findMany({ select: { data: true } });
    expect(second.directory.bytes).toBe(stored.reduce((sum, { data }) => sum + data.length, 0));
  });

  it('writes everything anew when most pages are concerned, without columns that nobody uses any more', async () => {
    const random = randomSource(3);
    const early = [randomPage(random, [1, 101], [0, 40], 1)];
    const first = windowOf(await sealPages(access, undefined, 1, early));
    const late = [randomPage(random, [1, 101], [40, 60], 1)];
    const second = windowOf(await sealPages(access, first, 2, late));
    expect(inOrderOfRefs(await readSealed(access, second))).toEqual(merged([...early, ...late]));
    expect(addresses(second).every((address) => address.startsWith(`${second.generation}/`))).toBe(true);
    expect(await access.columns(second)).toHaveLength(1);
  });

  it('keeps the first of two samples of one time, and counts where they differ', async () => {
    const at = (value: number): Samples => new Map([[7, new Map([[WINDOW_START, value]])]]);
    const first = await sealPages(access, undefined, 1, [at(1), at(2), at(1)]);
    expect(first).toMatchObject({ conflicts: 1 });
    const second = await sealPages(access, windowOf(first), 4, [at(3), at(1)]);
    expect(second).toMatchObject({ conflicts: 1 });
    expect(await readSealed(access, windowOf(second))).toEqual(at(1));
  });

  it.each([11, 12, 13, 14])('agrees with a plain map after any amendments (seed %i)', async (seed) => {
    const random = randomSource(seed);
    const all: Samples[] = [];
    let previous: SealedWindow | undefined;
    for (let round = 0, id = 1; round < 8; round++) {
      const pages: Samples[] = [];
      for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
        const from = 1 + Math.floor(random() * 300);
        const size = random() < 0.6 ? 3 : 150;
        const row = Math.floor(random() * 200);
        pages.push(randomPage(random, [from, from + size], [row, row + 1 + Math.floor(random() * 60)], random()));
      }
      all.push(...pages.filter((page) => page.size > 0));
      if (pages.every((page) => page.size === 0)) continue;
      const maxBytes = random() < 0.5 ? 2_000 : 1 << 20;
      previous = windowOf(await sealPages(access, previous, id, pages, { maxBytes, pageBytes: 1_500 }));
      id += pages.length;
      if (random() < 0.5) await access.tables.sealed.deleteReplaced(previous);
      expect(inOrderOfRefs(await readSealed(access, previous))).toEqual(merged(all));
    }
  });

  it('leaves a window alone of which a page is damaged, and names it', async () => {
    const page = (value: number): Samples => new Map([[1, new Map([[WINDOW_START + value, value]])]]);
    const first = windowOf(await sealPages(access, undefined, 1, [page(1)]));
    await database().prisma.$executeRaw`UPDATE "Page" SET "data" = "data" || '\\x00'::bytea WHERE "part" = 0`;
    const before = await database().prisma.window.findMany();
    expect(await sealPages(access, first, 2, [page(2)])).toEqual({
      type: 'unreadable',
      reason: 'its page 0 is damaged',
    });
    expect(damages.join()).toContain('page raw/0/2026-11-22T10:00:00.000Z#1/0: series page');
    expect(await database().prisma.window.findMany()).toEqual(before);
    expect(WINDOW_KEY.windowStartMs).toBe(before[0]?.windowStart.getTime());
  });
});
