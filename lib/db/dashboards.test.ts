import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countTags, getDashboardByUid, listDashboards } from './dashboards';
import { storeShippedDashboards } from './shippedDashboards';
import { useTestDatabase } from './testing/testDatabase';
import { trashDashboard } from './trash';
import { type ShippedDashboard, upsertShippedDashboard } from './upsertShipped';

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

describe('dashboards', () => {
  const database = useTestDatabase();

  it('are listed by title, and their tags counted, without what lies in the trash', async () => {
    const { prisma } = database();
    await upsertShippedDashboard(prisma, shipped('b', { title: 'Disk', tags: ['linux', 'io'] }));
    await upsertShippedDashboard(prisma, shipped('a', { title: 'Network', tags: ['linux'] }));
    await upsertShippedDashboard(prisma, shipped('c', { title: 'Apdex', tags: ['web'] }));
    await trashDashboard(prisma, { uid: 'c', login: 'ada', now: new Date() });
    expect((await listDashboards(prisma)).map(({ uid }) => uid)).toEqual(['b', 'a']);
    expect(await listDashboards(prisma, { limit: 1 })).toMatchObject([{ uid: 'b', version: 1, createdBy: '' }]);
    expect(await countTags(prisma)).toEqual([
      { term: 'io', count: 1 },
      { term: 'linux', count: 2 },
    ]);
    expect(await getDashboardByUid(prisma, 'c')).toBeNull();
  });

  it.each(['nowhere', '\u0000', ''])('know none of uid %j', async (uid) => {
    expect(await getDashboardByUid(database().prisma, uid)).toBeNull();
  });
});
