import { describe, expect, it } from 'vitest';
import { countContents, createFolder, deleteFolder, listFolders, MAX_FOLDER_DEPTH, updateFolder } from './folders';
import { ancestorsOf, heightOf, subtreeOf } from './folderTree';
import { moveDashboards } from './moveDashboards';
import { saveDashboard } from './saveDashboard';
import { searchLibrary } from './searchLibrary';
import { useTestDatabase } from './testing/testDatabase';
import { emptyTrash, purgeDashboard, trashDashboard, untrashDashboard } from './trash';

const NOW = new Date('2026-01-31T12:00:00Z');

describe('the tree of folders', () => {
  const folders = [
    { uid: 'a', parentUid: null },
    { uid: 'b', parentUid: 'a' },
    { uid: 'c', parentUid: 'b' },
    { uid: 'd', parentUid: null },
    { uid: 'x', parentUid: 'y' },
    { uid: 'y', parentUid: 'x' },
  ];

  it.each([
    ['c', ['a', 'b']],
    ['a', []],
    ['nowhere', []],
    // A cycle ends the walk.
    ['x', ['x', 'y']],
  ])('ancestors of %s', (uid, want) => {
    expect(ancestorsOf(folders, uid).map((folder) => folder.uid)).toEqual(want);
  });

  it.each([
    [['a'], ['a', 'b', 'c']],
    [
      ['b', 'd'],
      ['b', 'd', 'c'],
    ],
    [['x'], ['x', 'y']],
    [[], []],
  ])('subtree of %j', (uids, want) => {
    expect([...subtreeOf(folders, uids)]).toEqual(want);
  });

  it.each([
    ['a', 3],
    ['c', 1],
    ['d', 1],
  ])('height of %s', (uid, want) => {
    expect(heightOf(folders, uid)).toBe(want);
  });
});

describe('folders', () => {
  const database = useTestDatabase();
  const create = (uid: string, parentUid: string | null = null) =>
    createFolder(database().prisma, { uid, title: uid, parentUid, login: 'ada' });
  const saveIn = (uid: string, folderUid: string | null) => {
    const save = { uid, folderUid, json: { title: uid }, version: 0, message: '', overwrite: false, login: 'ada' };
    return saveDashboard(database().prisma, save);
  };

  it('nest, are renamed and moved, each change a version', async () => {
    const { prisma } = database();
    await create('top');
    await create('inner', 'top');
    const change = { uid: 'inner', title: 'Inner', parentUid: null, version: 1, login: 'bob' };
    expect(await updateFolder(prisma, change)).toMatchObject({ title: 'Inner', parentUid: null, version: 2 });
    await expect(updateFolder(prisma, change)).rejects.toMatchObject({ code: 'version-mismatch' });
    await expect(updateFolder(prisma, { ...change, uid: 'nowhere' })).rejects.toMatchObject({
      code: 'folder-not-found',
    });
  });

  it.each([
    ['a uid twice', () => create('top'), 'taken'],
    ['a parent that is not there', () => create('orphan', 'nowhere'), 'folder-not-found'],
    ['into itself', () => updateFolder(database().prisma, { uid: 'top', parentUid: 'top', login: '' }), 'misplaced'],
  ])('refuse %s', async (_, act, code) => {
    await expect(act()).rejects.toMatchObject({ code });
  });

  it('grow no deeper than allowed, neither by making nor by moving', async () => {
    const { prisma } = database();
    for (let level = 1; level <= MAX_FOLDER_DEPTH; level++) {
      await create(`level-${level}`, level === 1 ? null : `level-${level - 1}`);
    }
    await expect(create('deeper', `level-${MAX_FOLDER_DEPTH}`)).rejects.toMatchObject({ code: 'misplaced' });
    await create('tall');
    await create('tall-inner', 'tall');
    const move = { uid: 'tall', parentUid: `level-${MAX_FOLDER_DEPTH - 1}`, login: '' };
    await expect(updateFolder(prisma, move)).rejects.toMatchObject({ code: 'misplaced' });
  });

  it('close no cycle when two moves meet', async () => {
    const { prisma } = database();
    await create('left');
    await create('right');
    const moves = [
      updateFolder(prisma, { uid: 'left', parentUid: 'right', login: '' }),
      updateFolder(prisma, { uid: 'right', parentUid: 'left', login: '' }),
    ];
    const results = await Promise.allSettled(moves);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('leave their dashboards in the trash, from where they come back', async () => {
    const { prisma } = database();
    await create('gone');
    await create('gone-inner', 'gone');
    await saveIn('lost-1', 'gone');
    await saveIn('lost-2', 'gone-inner');
    await saveIn('stays', null);
    expect(await countContents(prisma, 'gone')).toEqual({ dashboards: 2, folders: 1 });
    const { trashed } = await deleteFolder(prisma, { uid: 'gone', login: 'ada', now: NOW });
    expect(trashed).toBe(2);
    expect((await listFolders(prisma)).some(({ uid }) => uid.startsWith('gone'))).toBe(false);
    const rows = await prisma.dashboard.findMany({ where: { deletedAt: NOW }, orderBy: { uid: 'asc' } });
    expect(rows).toMatchObject([
      { uid: 'lost-1', folderUid: null, deletedBy: 'ada' },
      { uid: 'lost-2', folderUid: null },
    ]);
    expect(await untrashDashboard(prisma, { uid: 'lost-1', folderUid: undefined })).toMatchObject({ title: 'lost-1' });
    await expect(untrashDashboard(prisma, { uid: 'lost-2', folderUid: 'gone' })).rejects.toMatchObject({
      code: 'folder-not-found',
    });
  });
});

describe('the trash', () => {
  const database = useTestDatabase();
  const save = (uid: string) => {
    const rest = { version: 0, message: '', overwrite: false, login: 'ada', folderUid: null };
    return saveDashboard(database().prisma, { uid, json: { title: uid }, ...rest });
  };

  it('keeps a dashboard for 30 days, then the next deletion clears it', async () => {
    const { prisma } = database();
    await save('old');
    await save('young');
    await save('last');
    const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
    await trashDashboard(prisma, { uid: 'old', login: '', now: daysAgo(31) });
    await trashDashboard(prisma, { uid: 'young', login: '', now: daysAgo(29) });
    await trashDashboard(prisma, { uid: 'last', login: '', now: NOW });
    const rows = await prisma.dashboard.findMany({ orderBy: { uid: 'asc' }, select: { uid: true } });
    expect(rows.map(({ uid }) => uid)).toEqual(['last', 'young']);
  });

  it('shows nothing that should be gone, and is emptied at a start', async () => {
    const { prisma } = database();
    const now = new Date();
    await save('overdue');
    await save('due');
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    await trashDashboard(prisma, { uid: 'due', login: '', now: daysAgo(29) });
    await prisma.dashboard.update({ where: { uid: 'overdue' }, data: { deletedAt: daysAgo(31) } });
    const trash = { ...{ query: '', tags: [], folderUids: [], uids: [], userId: null, starred: false }, deleted: true };
    const listed = await searchLibrary(prisma, { ...trash, limit: 10, page: 1, sort: 'alpha-asc' });
    expect(listed.map(({ uid }) => uid)).toEqual(['due']);
    expect(await emptyTrash(prisma, now)).toBe(1);
    expect(await prisma.dashboard.count({ where: { uid: 'overdue' } })).toBe(0);
    await purgeDashboard(prisma, 'due');
  });

  it('gives back or loses for good only what lies in it', async () => {
    const { prisma } = database();
    await save('alive');
    const missing = { code: 'dashboard-not-found' };
    await expect(purgeDashboard(prisma, 'alive')).rejects.toMatchObject(missing);
    await expect(untrashDashboard(prisma, { uid: 'alive', folderUid: null })).rejects.toMatchObject(missing);
    await trashDashboard(prisma, { uid: 'alive', login: '', now: NOW });
    await expect(trashDashboard(prisma, { uid: 'alive', login: '', now: NOW })).rejects.toMatchObject(missing);
    await purgeDashboard(prisma, 'alive');
    expect(await prisma.dashboard.count({ where: { uid: 'alive' } })).toBe(0);
  });

  it('and moving leave the time of the last save alone', async () => {
    const { prisma } = database();
    await save('timed');
    const { updatedAt } = await prisma.dashboard.findUniqueOrThrow({ where: { uid: 'timed' } });
    await createFolder(prisma, { uid: 'there', title: 'There', parentUid: null, login: '' });
    await moveDashboards(prisma, ['timed', 'timed'], 'there');
    await trashDashboard(prisma, { uid: 'timed', login: '', now: NOW });
    await untrashDashboard(prisma, { uid: 'timed', folderUid: undefined });
    expect(await prisma.dashboard.findUniqueOrThrow({ where: { uid: 'timed' } })).toMatchObject({
      updatedAt,
      folderUid: 'there',
      deletedAt: null,
    });
  });

  it('moves all dashboards or none', async () => {
    const { prisma } = database();
    await save('mover');
    await expect(moveDashboards(prisma, ['mover', 'nowhere'], 'there')).rejects.toMatchObject({
      code: 'dashboard-not-found',
    });
    await expect(moveDashboards(prisma, ['mover'], 'nowhere')).rejects.toMatchObject({ code: 'folder-not-found' });
    expect(await prisma.dashboard.findUniqueOrThrow({ where: { uid: 'mover' } })).toMatchObject({ folderUid: null });
  });
});
