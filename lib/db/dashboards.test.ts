import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDashboardByUid, listDashboards, type ShippedDashboard, upsertShippedDashboard } from './dashboards';
import { storeShippedDashboards } from './shippedDashboards';
import { useTestDatabase } from './testing/testDatabase';

const shipped = (uid: string, change: Partial<ShippedDashboard> = {}): ShippedDashboard => ({
  uid,
  title: uid.toUpperCase(),
  tags: ['shipped'],
  json: { uid, panels: [] },
  checksum: 'first',
  ...change,
});

describe('shipped dashboards', () => {
  const database = useTestDatabase();

  it('are added once, updated with a new edition, and left alone once edited', async () => {
    const { prisma } = database();
    const upsert = (change: Partial<ShippedDashboard>) => upsertShippedDashboard(prisma, shipped('host', change));
    expect(await upsert({})).toBe('added');
    expect(await upsert({})).toBe('unchanged');
    expect(await upsert({ checksum: 'second', title: 'Host 2' })).toBe('updated');
    expect(await getDashboardByUid(prisma, 'host')).toMatchObject({ title: 'Host 2', version: 2 });

    await prisma.dashboard.update({ where: { uid: 'host' }, data: { shipped: null, title: 'Mine' } });
    expect(await upsert({ checksum: 'third' })).toBe('kept');
    expect(await getDashboardByUid(prisma, 'host')).toMatchObject({ title: 'Mine', version: 2 });
    expect(await prisma.dashboardVersion.findMany({ orderBy: { version: 'asc' } })).toMatchObject([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('keep their JSON as it was given: order of keys, null, NUL, nesting', async () => {
    const { prisma } = database();
    const json = { z: 1, a: { deep: [null, 1e300, '\u0000', '<img src=x onerror=alert(1)>'] }, m: '' };
    await upsertShippedDashboard(prisma, shipped('exact', { json }));
    const stored = await getDashboardByUid(prisma, 'exact');
    expect(JSON.stringify(stored?.json)).toBe(JSON.stringify(json));
  });

  it('come from files', async () => {
    const { prisma } = database();
    const dir = await mkdtemp(join(tmpdir(), 'belvedere-dashboards-'));
    await writeFile(join(dir, 'a.json'), '{"uid": "from-file", "title": "From a file", "panels": []}');
    expect(await storeShippedDashboards(prisma, dir)).toEqual(new Map([['from-file', 'added']]));
    await writeFile(join(dir, 'b.json'), '{"title": 3}');
    await expect(storeShippedDashboards(prisma, dir)).rejects.toThrow(/^b\.json is no dashboard: /);
    await rm(dir, { recursive: true });
  });

  it('of this program are all dashboards', async () => {
    const outcomes = await storeShippedDashboards(database().prisma, 'prisma/dashboards');
    expect([...outcomes.keys()]).toContain('host');
  });
});

describe('listDashboards', () => {
  const database = useTestDatabase();

  beforeAll(async () => {
    const { prisma } = database();
    await upsertShippedDashboard(prisma, shipped('b', { title: 'Disk 100%', tags: ['linux', 'io'] }));
    await upsertShippedDashboard(prisma, shipped('a', { title: 'Network', tags: ['linux'] }));
    await upsertShippedDashboard(prisma, shipped('c', { title: 'Apdex', tags: [] }));
  });
  afterAll(() => database().prisma.dashboard.deleteMany());

  it.each([
    ['all, by title', {}, ['c', 'b', 'a']],
    ['part of a title in any case', { search: 'NET' }, ['a']],
    ['the wildcard of SQL is itself', { search: '%' }, ['b']],
    ['every tag', { tags: ['linux', 'io'] }, ['b']],
    ['one tag', { tags: ['linux'] }, ['b', 'a']],
    ['at most so many', { limit: 1 }, ['c']],
    ['none', { search: 'zzz' }, []],
  ])('%s', async (_, filter, want) => {
    const found = await listDashboards(database().prisma, filter);
    expect(found.map(({ uid }) => uid)).toEqual(want);
  });

  it('knows no dashboard of another uid', async () => {
    expect(await getDashboardByUid(database().prisma, 'nowhere')).toBeNull();
  });
});
