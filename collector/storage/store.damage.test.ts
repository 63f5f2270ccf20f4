import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, type LoggedLine, metricIs, openTestStore, selectAll } from './testing/testStore';

const WINDOW_MS = 7_200_000;
const EARLY = Date.UTC(2026, 10, 22, 10, 0, 0);
const LATER = EARLY + WINDOW_MS;

type Store = Awaited<ReturnType<typeof openTestStore>>;

async function valuesOf(store: Store, metric: string): Promise<number[]> {
  const { series } = await selectAll(store, metricIs(metric));
  return series.flatMap(({ values }) => [...values]);
}

const flip = (column: string) =>
  `${column} = set_byte(${column}, length(${column}) - 1, 255 - get_byte(${column}, length(${column}) - 1))`;
const FIRST_WINDOW = `"windowStart" = '${new Date(EARLY).toISOString()}'`;

/** What is damaged, the SQL that does it, what is reported, and what is read of both windows afterwards. */
const CASES: [name: string, damage: string, report: string, early: number[], later: number[]][] = [
  [
    'directory',
    `UPDATE "Window" SET ${flip('"directory"')} WHERE ${FIRST_WINDOW}`,
    'window raw/0/2026-11-22T10:00',
    [],
    [2],
  ],
  [
    'members blob',
    `UPDATE "Window" SET ${flip('"members"')} WHERE ${FIRST_WINDOW}`,
    'window raw/0/2026-11-22T10:00',
    [],
    [2],
  ],
  [
    'timestamp page',
    `UPDATE "Page" SET ${flip('"data"')} WHERE "part" = 1 AND ${FIRST_WINDOW}`,
    'timestamps of raw/0/2026-11-22T10:00',
    [],
    [2],
  ],
  [
    'series page',
    `UPDATE "Page" SET ${flip('"data"')} WHERE "part" = 0 AND ${FIRST_WINDOW}`,
    'page raw/0/2026-11-22T10:00',
    [],
    [2],
  ],
];

describe.each(CASES)('a store with a damaged %s of a window', (_, damage, report, early, later) => {
  const database = useTestDatabase();

  it('opens, says which, answers from the rest, and leaves the window as it is', async () => {
    const clock = { nowMs: LATER };
    const lines: LoggedLine[] = [];
    const first = await openTestStore(database(), clock);
    appendRow(first, EARLY, [{ __name__: 'a' }], () => 1);
    appendRow(first, LATER, [{ __name__: 'b' }], () => 2);
    await first.sealNow();
    await first.close();
    const { prisma } = database();
    // Or the tiers, which are built by now, would answer in place of what is damaged.
    await prisma.$executeRaw`DELETE FROM "Window" WHERE "tier" > 0`;
    expect(await prisma.$executeRawUnsafe(damage)).toBe(1);
    const stored = async () => ({
      windows: await prisma.window.findMany({ where: { windowStart: new Date(EARLY) } }),
      pages: await prisma.page.findMany({ where: { windowStart: new Date(EARLY) }, orderBy: { part: 'asc' } }),
    });
    const before = await stored();

    for (let start = 0; start < 2; start++) {
      const store = await openTestStore(database(), clock, {}, lines);
      expect(await valuesOf(store, 'a')).toEqual(early);
      expect(await valuesOf(store, 'b')).toEqual(later);
      if (start === 0) await appendRow(store, EARLY + 1_000, [{ __name__: 'c' }], () => 3).durable();
      await store.sealNow();
      expect(store.stats().damaged).toBeGreaterThan(0);
      expect(JSON.stringify(lines)).toContain(report);
      expect(await valuesOf(store, 'c')).toEqual([3]);
      expect(await stored()).toEqual(before);
      await store.close();
    }
  }, 30_000);
});

describe('a store with a damaged block of series', () => {
  const database = useTestDatabase();

  it('opens, says which, and gives the refs to nothing else', async () => {
    const clock = { nowMs: LATER };
    const lines: LoggedLine[] = [];
    const first = await openTestStore(database(), clock);
    appendRow(first, EARLY, [{ __name__: 'a' }, { __name__: 'b' }], () => 1);
    await first.sealNow();
    await first.close();
    const { prisma } = database();
    await prisma.$executeRawUnsafe(`UPDATE "SeriesBlock" SET ${flip('"data"')}`);
    await prisma.$executeRawUnsafe(`UPDATE "MetricMetadata" SET ${flip('"data"')}`);

    const store = await openTestStore(database(), clock, {}, lines);
    expect(JSON.stringify(lines)).toContain('series block 0');
    expect(JSON.stringify(lines)).toContain('metadata');
    expect(store.stats()).toMatchObject({ damaged: 2, series: 0 });
    await appendRow(store, LATER, [{ __name__: 'c' }], () => 3).durable();
    await store.sealNow();
    expect(await valuesOf(store, 'c')).toEqual([3]);
    await store.close();
    const again = await openTestStore(database(), clock);
    expect(await valuesOf(again, 'c')).toEqual([3]);
    await again.close();
  }, 30_000);
});
