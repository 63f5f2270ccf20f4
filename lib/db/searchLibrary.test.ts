import { beforeAll, describe, expect, it } from 'vitest';
import { createFolder } from './folders';
import { saveDashboard } from './saveDashboard';
import { type LibraryQuery, searchLibrary } from './searchLibrary';
import { createSnapshot, deleteSnapshot, deleteSnapshotByDeleteKey, getSnapshot, listSnapshots } from './snapshots';
import { addStar, hasStar, removeStar } from './stars';
import { useTestDatabase } from './testing/testDatabase';
import { trashDashboard } from './trash';

const EVERYTHING: LibraryQuery = {
  query: '',
  tags: [],
  folderUids: [],
  uids: [],
  userId: null,
  starred: false,
  deleted: false,
  limit: 100,
  page: 1,
  sort: 'alpha-asc',
};

describe('searchLibrary', () => {
  const database = useTestDatabase();
  let userId = 0;

  beforeAll(async () => {
    const { prisma } = database();
    await createFolder(prisma, { uid: 'ops', title: 'Operations', parentUid: null, login: '' });
    await createFolder(prisma, { uid: 'disks', title: 'Disks', parentUid: 'ops', login: '' });
    const save = (uid: string, title: string, tags: string[], folderUid: string | null) =>
      saveDashboard(prisma, {
        ...{ uid, json: { title, tags }, folderUid, version: 0, message: '', overwrite: false, login: '' },
      });
    await save('disk', 'Disk 100%', ['linux', 'io'], 'disks');
    await save('net', 'network of Nodes', ['linux'], 'ops');
    await save('apdex', 'Apdex', [], null);
    await save('gone', 'Gone', ['linux'], null);
    await trashDashboard(prisma, { uid: 'gone', login: '', now: new Date() });
    ({ id: userId } = await prisma.user.create({ data: { login: 'ada' } }));
    await addStar(prisma, userId, 'net');
  });

  it.each<[string, Partial<LibraryQuery>, string[]]>([
    ['all: folders, then dashboards, by title in any case', {}, ['disks', 'ops', 'apdex', 'disk', 'net']],
    ['backwards', { sort: 'alpha-desc' }, ['ops', 'disks', 'net', 'disk', 'apdex']],
    ['by time', { sort: 'updated-asc', type: 'dash-db' }, ['disk', 'net', 'apdex']],
    ['part of a title in any case', { query: 'NET' }, ['net']],
    ['words in any order', { query: ' nodes  net ' }, ['net']],
    ['folders too', { query: 'dis' }, ['disks', 'disk']],
    ['the wildcards of SQL are themselves', { query: '%' }, ['disk']],
    ['and so is this one', { query: '_' }, []],
    ['every tag', { tags: ['linux', 'io'] }, ['disk']],
    ['folders only', { type: 'dash-folder' }, ['disks', 'ops']],
    ['browsing the root', { folderUids: ['general'] }, ['ops', 'apdex']],
    ['browsing a folder', { folderUids: ['ops'] }, ['disks', 'net']],
    ['searching a folder goes deeper', { folderUids: ['ops'], query: 'd' }, ['disks', 'disk', 'net']],
    ['so do its tags', { folderUids: ['ops'], tags: ['io'] }, ['disk']],
    ['named ones', { uids: ['disk', 'ops'] }, ['ops', 'disk']],
    ['the trash', { deleted: true }, ['gone']],
    ['nobody’s stars', { starred: true }, []],
    ['first page', { limit: 3 }, ['disks', 'ops', 'apdex']],
    ['second page', { limit: 3, page: 2 }, ['disk', 'net']],
    ['page of folders alone', { limit: 2 }, ['disks', 'ops']],
    ['beyond the end', { limit: 3, page: 9 }, []],
  ])('%s', async (_, query, want) => {
    const found = await searchLibrary(database().prisma, { ...EVERYTHING, ...query });
    expect(found.map(({ uid }) => uid)).toEqual(want);
  });

  it('tells whose stars and where', async () => {
    const { prisma } = database();
    const [hit] = await searchLibrary(prisma, { ...EVERYTHING, userId, starred: true });
    expect(hit).toMatchObject({ uid: 'net', isStarred: true, folderUid: 'ops', folderTitle: 'Operations' });
    await addStar(prisma, userId, 'net');
    await removeStar(prisma, userId, 'net');
    await removeStar(prisma, userId, 'net');
    expect(await hasStar(prisma, userId, hit?.id ?? 0)).toBe(false);
    await expect(addStar(prisma, userId, 'gone')).rejects.toMatchObject({ code: 'dashboard-not-found' });
  });
});

describe('snapshots', () => {
  const database = useTestDatabase();
  const now = new Date('2026-01-01T00:00:00Z');
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const plain = { json: { title: 'S' }, key: undefined, deleteKey: undefined, login: 'ada' };

  it('are for whoever has the key, until they expire', async () => {
    const { prisma } = database();
    const { key } = await createSnapshot(prisma, { ...plain, name: 'Hour', expiresAt: later(3600) }, now);
    expect(await getSnapshot(prisma, key, later(3599))).toMatchObject({ name: 'Hour', json: { title: 'S' } });
    await expect(getSnapshot(prisma, key, later(3600))).rejects.toMatchObject({ code: 'snapshot-not-found' });
    const forever = await createSnapshot(prisma, { ...plain, name: 'Forever 100%', expiresAt: null }, later(7200));
    expect(await prisma.snapshot.count(), 'the expired one is gone').toBe(1);
    const list = { search: '0%', limit: 10, now: later(7200) };
    expect(await listSnapshots(prisma, list)).toMatchObject([{ key: forever.key, createdBy: 'ada' }]);
    expect(await listSnapshots(prisma, { ...list, search: '_' })).toEqual([]);
  });

  it('go with the key that deletes them, which is not stored', async () => {
    const { prisma } = database();
    const { key, deleteKey } = await createSnapshot(prisma, { ...plain, name: 'A', expiresAt: null }, now);
    expect(JSON.stringify(await prisma.snapshot.findUnique({ where: { key } }))).not.toContain(deleteKey);
    await expect(deleteSnapshotByDeleteKey(prisma, key)).rejects.toMatchObject({ code: 'snapshot-not-found' });
    await deleteSnapshotByDeleteKey(prisma, deleteKey);
    await expect(deleteSnapshot(prisma, key)).rejects.toMatchObject({ code: 'snapshot-not-found' });
  });

  it('keep a key to themselves', async () => {
    const { prisma } = database();
    const chosen = { ...plain, name: 'B', expiresAt: null, key: 'chosen-by-somebody' };
    await createSnapshot(prisma, chosen, now);
    await expect(createSnapshot(prisma, chosen, now)).rejects.toMatchObject({ code: 'taken' });
  });
});
