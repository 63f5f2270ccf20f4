import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/dashboard/document';
import { getDashboardByUid } from './dashboards';
import { getVersion, listVersions } from './dashboardVersions';
import { createFolder } from './folders';
import { type DashboardSave, KEPT_VERSIONS, restoreVersion, saveDashboard } from './saveDashboard';
import { useTestDatabase } from './testing/testDatabase';
import { trashDashboard } from './trash';
import { upsertShippedDashboard } from './upsertShipped';

const saveOf = (json: JsonObject, change: Partial<DashboardSave> = {}): DashboardSave => ({
  json,
  uid: typeof json['uid'] === 'string' ? json['uid'] : undefined,
  version: 0,
  folderUid: undefined,
  message: '',
  overwrite: false,
  login: 'ada',
  ...change,
});

describe('saveDashboard', () => {
  const database = useTestDatabase();
  const save = (json: JsonObject, change?: Partial<DashboardSave>) =>
    saveDashboard(database().prisma, saveOf(json, change));

  it('creates, counts versions, and keeps each with who saved it and why', async () => {
    expect(await save({ uid: 'a', title: 'A', tags: ['x', 'x', 3] }, { message: 'made' })).toMatchObject({
      version: 1,
    });
    expect(await save({ uid: 'a', title: 'B' }, { version: 1, login: 'bob', message: 'renamed' })).toMatchObject({
      version: 2,
      title: 'B',
    });
    const { prisma } = database();
    expect(await getDashboardByUid(prisma, 'a')).toMatchObject({ title: 'B', createdBy: 'ada', updatedBy: 'bob' });
    expect(await listVersions(prisma, 'a', { limit: 10, before: 0 })).toMatchObject([
      { version: 2, createdBy: 'bob', message: 'renamed', restored: 0 },
      { version: 1, createdBy: 'ada', message: 'made', restored: 0 },
    ]);
    expect(await listVersions(prisma, 'a', { limit: 10, before: 2 })).toMatchObject([{ version: 1 }]);
    expect((await getVersion(prisma, 'a', 1)).json).toEqual({ uid: 'a', title: 'A', tags: ['x', 'x', 3] });
  });

  it('gives a uid to what has none', async () => {
    const { uid } = await save({ title: 'Nameless' });
    expect(uid).toMatch(/^[a-z0-9]{14}$/);
  });

  it('refuses a version that is not the newest, unless told to overwrite', async () => {
    await save({ uid: 'stale', title: '1' });
    await save({ uid: 'stale', title: '2' }, { version: 1 });
    await expect(save({ uid: 'stale', title: '3' }, { version: 1 })).rejects.toMatchObject({
      code: 'version-mismatch',
    });
    expect(await save({ uid: 'stale', title: '3' }, { version: 1, overwrite: true })).toMatchObject({ version: 3 });
  });

  it('lets one of many saves of the same version through', async () => {
    await save({ uid: 'race', title: '0' });
    const saves = Array.from({ length: 8 }, (_, i) => save({ uid: 'race', title: `${i}` }, { version: 1 }));
    const results = await Promise.allSettled(saves);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await getDashboardByUid(database().prisma, 'race')).toMatchObject({ version: 2 });
  });

  it('lets one of many creations of the same uid through, and the others know', async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => save({ uid: 'born', title: 'Born' })));
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(5);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'version-mismatch' });
  });

  it('lets all of many creations of the same uid through that overwrite', async () => {
    const born = (n: number) => save({ uid: 'twins', title: `Twin ${n}` }, { overwrite: true });
    const saved = await Promise.all([1, 2, 3, 4].map(born));
    expect(saved.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
  });

  it('keeps the newest versions of each dashboard only', async () => {
    const { prisma } = database();
    await save({ uid: 'other', title: 'Other' });
    await save({ uid: 'busy', title: '1' });
    for (let version = 1; version < KEPT_VERSIONS + 3; version++) {
      await save({ uid: 'busy', title: `${version + 1}` }, { version });
    }
    const kept = await listVersions(prisma, 'busy', { limit: 1000, before: 0 });
    expect([kept.length, kept[0]?.version, kept.at(-1)?.version]).toEqual([KEPT_VERSIONS, KEPT_VERSIONS + 3, 4]);
    await expect(getVersion(prisma, 'busy', 3)).rejects.toMatchObject({ code: 'version-not-found' });
    expect(await listVersions(prisma, 'other', { limit: 10, before: 0 })).toHaveLength(1);
  });

  it('allows the same title twice in a folder, as Grafana does since 11.3', async () => {
    await save({ uid: 'twin-1', title: 'Twin' });
    expect(await save({ uid: 'twin-2', title: 'Twin' })).toMatchObject({ version: 1 });
  });

  it('leaves a dashboard in its folder unless another is named; null is the root', async () => {
    const { uid: folderUid } = await createFolder(database().prisma, {
      uid: 'place',
      title: 'Place',
      parentUid: null,
      login: '',
    });
    await save({ uid: 'placed', title: 'P' }, { folderUid });
    expect(await save({ uid: 'placed', title: 'P' }, { version: 1 })).toMatchObject({ folderUid });
    expect(await save({ uid: 'placed', title: 'P' }, { version: 2, folderUid: null })).toMatchObject({
      folderUid: null,
    });
    const nowhere = save({ uid: 'placed', title: 'P' }, { version: 3, folderUid: 'nowhere' });
    await expect(nowhere).rejects.toMatchObject({ code: 'folder-not-found' });
    const newborn = save({ uid: 'newborn', title: 'P' }, { folderUid: 'nowhere' });
    await expect(newborn).rejects.toMatchObject({ code: 'folder-not-found' });
  });

  it('brings a dashboard back from the trash, with its history', async () => {
    const { prisma } = database();
    await save({ uid: 'back', title: 'Back' });
    await trashDashboard(prisma, { uid: 'back', login: 'ada', now: new Date() });
    expect(await save({ uid: 'back', title: 'Back again' })).toMatchObject({ version: 2 });
    expect(await getDashboardByUid(prisma, 'back')).toMatchObject({ title: 'Back again' });
  });

  it('makes a shipped dashboard the user’s own', async () => {
    const { prisma } = database();
    const shipped = { uid: 'shipped', title: 'S', tags: [], json: { title: 'S' }, checksum: 'one' };
    await upsertShippedDashboard(prisma, shipped);
    await save({ uid: 'shipped', title: 'Mine' }, { version: 1 });
    expect(await upsertShippedDashboard(prisma, { ...shipped, checksum: 'two' })).toBe('kept');
  });

  it('stores JSON as it was given: order of keys, NUL, lone surrogates, names of JavaScript', async () => {
    const text = '{"z":1,"title":"T","a":["\\u0000","\\ud800"],"constructor":null,"toJSON":"no"}';
    await save({ ...JSON.parse(text), uid: 'odd' }, { uid: 'odd' });
    const stored = await getDashboardByUid(database().prisma, 'odd');
    const { uid: _, ...json } = stored?.json ?? {};
    expect(JSON.stringify(json)).toBe(text);
  });
});

describe('restoreVersion', () => {
  const database = useTestDatabase();

  it('saves an earlier version as a new one', async () => {
    const { prisma } = database();
    await saveDashboard(prisma, saveOf({ uid: 'r', title: 'First', tags: ['old'] }));
    await saveDashboard(prisma, saveOf({ uid: 'r', title: 'Second' }, { version: 1 }));
    expect(await restoreVersion(prisma, { uid: 'r', version: 1, login: 'bob' })).toMatchObject({
      version: 3,
      title: 'First',
    });
    expect(await getDashboardByUid(prisma, 'r')).toMatchObject({ tags: ['old'], updatedBy: 'bob' });
    expect(await getVersion(prisma, 'r', 3)).toMatchObject({ restored: 1, message: 'Restored from version 1' });
    const missing = restoreVersion(prisma, { uid: 'r', version: 9, login: 'bob' });
    await expect(missing).rejects.toMatchObject({ code: 'version-not-found' });
    const nowhere = restoreVersion(prisma, { uid: 'nowhere', version: 1, login: 'bob' });
    await expect(nowhere).rejects.toMatchObject({ code: 'dashboard-not-found' });
  });
});
