import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/app/_server/database';
import { createFolder } from '@/lib/db/folders';
import { type Caller, call, type Handler, loadHandlers, useCallers } from './testRoutes';

const UID = 'dashboards/uid/[uid]';

async function handlerOf(route: string, method: string): Promise<Handler> {
  const handler = (await loadHandlers(`${route}/route.ts`)).get(method);
  if (handler === undefined) throw new Error(`BUG: ${route} has no ${method}`);
  return handler;
}

describe('documents over HTTP', () => {
  const headersOf = useCallers();
  const ask = async (
    route: string,
    method = 'GET',
    { params = {}, query = '', body, as = 'Editor' }: Ask = {},
  ): Promise<{ status: number; json: unknown }> => {
    const path = `/api/${route}${query}`;
    const sent = body === undefined ? {} : { body: bytesOf(body) };
    return call(await handlerOf(route, method), { method, path, params, headers: headersOf(as), ...sent });
  };
  const save = (body: unknown) => ask('dashboards/db', 'POST', { body });
  const read = (uid: string, as: Caller = 'Viewer') => ask(UID, 'GET', { params: { uid }, as });

  beforeAll(async () => {
    await createFolder(database(), { uid: 'team', title: 'Team', parentUid: null, login: '' });
  });

  it('saves as Grafana does', async () => {
    const dashboard = { id: null, uid: 'web', title: 'Web & more', tags: ['a'] };
    expect(await save({ dashboard, folderUid: 'team', message: 'made' })).toMatchObject({
      status: 200,
      json: { uid: 'web', url: '/d/web/web-more', slug: 'web-more', version: 1, status: 'success', folderUid: 'team' },
    });
    expect(await save({ dashboard: { ...dashboard, version: 0 } })).toMatchObject({
      status: 412,
      json: { message: 'The dashboard has been changed by someone else', status: 'version-mismatch' },
    });
    expect(await save({ dashboard, overwrite: true })).toMatchObject({ status: 200, json: { version: 2 } });
  });

  it.each<[Caller, object]>([
    ['anonymous', { canSave: false, canEdit: false, canDelete: false, canAdmin: false, canStar: false }],
    ['Viewer', { canSave: false, canEdit: false, canDelete: false, canAdmin: false, canStar: true }],
    ['Editor', { canSave: true, canEdit: true, canDelete: true, canAdmin: false, canStar: true }],
    ['Admin', { canSave: true, canEdit: true, canDelete: true, canAdmin: true, canStar: true }],
  ])('tells %s the truth about what it may do', async (caller, want) => {
    await save({ dashboard: { uid: 'roles', title: 'Roles' }, folderUid: 'team', overwrite: true });
    const { json } = await read('roles', caller);
    expect(json).toMatchObject({ meta: { ...want, folderUid: 'team', folderTitle: 'Team', createdBy: 'editor' } });
  });

  it('puts in the id, uid and version that hold here', async () => {
    await save({ dashboard: { id: 77, uid: 'ids', version: 900, title: 'Ids' } });
    const { json } = await read('ids');
    expect(json).toMatchObject({ dashboard: { uid: 'ids', version: 1, title: 'Ids' } });
    expect(json).not.toMatchObject({ dashboard: { id: 77 } });
  });

  it('imports with inputs, those given and those that go without saying', async () => {
    const dashboard = {
      uid: 'imported',
      title: 'Imported',
      __inputs: [{ name: 'DS_PROM', type: 'datasource', pluginId: 'prometheus' }],
      panels: [{ datasource: { type: 'prometheus', uid: '${DS_PROM}' } }],
    };
    expect(await ask('dashboards/import', 'POST', { body: { dashboard } })).toMatchObject({
      status: 200,
      json: { imported: true, importedUrl: '/d/imported/imported' },
    });
    const { json } = await read('imported');
    expect(json).toMatchObject({ dashboard: { panels: [{ datasource: { uid: 'belvedere' } }] } });
    expect(json).not.toMatchObject({ dashboard: { __inputs: expect.anything() } });
  });

  it('deletes into the trash and back', async () => {
    await save({ dashboard: { uid: 'bin', title: 'Bin' } });
    const params = { uid: 'bin' };
    expect(await ask(UID, 'DELETE', { params })).toMatchObject({ json: { message: 'Dashboard Bin deleted' } });
    expect(await read('bin')).toMatchObject({ status: 404, json: { message: 'Dashboard not found' } });
    expect(await ask('search', 'GET', { query: '?deleted=true' })).toMatchObject({
      json: [{ uid: 'bin', isDeleted: true, permanentlyDeleteDate: expect.any(String) }],
    });
    expect(await ask('search', 'GET', { query: '?deleted=true', as: 'Viewer' })).toMatchObject({ status: 403 });
    expect(await ask(`${UID}/trash`, 'PATCH', { params })).toMatchObject({ status: 200 });
    expect(await read('bin')).toMatchObject({ status: 200 });
  });

  it('keeps 10,000 panels', async () => {
    const panels = Array.from({ length: 10_000 }, (_, id) => ({ id: id % 7, type: 'stat', title: '<script>' }));
    expect(await save({ dashboard: { uid: 'many', title: 'Many', panels } })).toMatchObject({ status: 200 });
    expect(await read('many')).toMatchObject({ json: { dashboard: { panels: { length: 10_000 } } } });
  });

  it('reads past a byte order mark', async () => {
    expect(await save('\ufeff{"dashboard":{"title":"Marked"}}')).toMatchObject({ status: 200 });
  });

  const nested = (depth: number) => `{"dashboard":{"title":"Deep","a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  it.each<[string, unknown, number, RegExp]>([
    ['nothing', '', 400, /dashboard/],
    ['no JSON', 'nonsense', 400, /^bad request data: .*JSON/],
    ['a list', '[]', 400, /must be a JSON object/],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400, /UTF-8/],
    ['a dashboard that is none', { dashboard: 'x' }, 400, /dashboard: must be a JSON object/],
    ['no title', { dashboard: {} }, 400, /^Dashboard title cannot be empty$/],
    ['a blank title', { dashboard: { title: ' ' } }, 400, /^Dashboard title cannot be empty$/],
    ['a title that is no text', { dashboard: { title: ['x'] } }, 400, /^Dashboard title cannot be empty$/],
    ['NUL in the title', { dashboard: { title: 'a\u0000b' } }, 400, /^title must not hold/],
    ['NUL in a tag', { dashboard: { title: 'x', tags: ['\u0000'] } }, 400, /^tags must not hold/],
    ['NUL in the message', { dashboard: { title: 'x' }, message: '\u0000' }, 400, /^message must not hold/],
    ['NUL in the folder', { dashboard: { title: 'x' }, folderUid: '\u0000' }, 400, /folderUid/],
    ['a title without end', { dashboard: { title: 'x'.repeat(5001) } }, 400, /5000 characters/],
    [
      'tags without end',
      { dashboard: { title: 'x', tags: Array.from({ length: 501 }, (_, i) => `t${i}`) } },
      400,
      /500 tags/,
    ],
    ['a long uid', { dashboard: { title: 'x', uid: 'u'.repeat(41) } }, 400, /^uid too long, max 40 characters$/],
    ['an illegal uid', { dashboard: { title: 'x', uid: '../x' } }, 400, /^uid contains illegal characters$/],
    ['a uid that is no text', { dashboard: { title: 'x', uid: 7 } }, 400, /^uid must be a string$/],
    ['a folder that is not there', { dashboard: { title: 'x' }, folderUid: 'nope' }, 404, /^folder not found$/],
    ['deep nesting', nested(500), 400, /nested deeper than 200 levels/],
    ['bottomless nesting', nested(2_000_000), 400, /nested deeper|JSON|bad request/],
    ['more than 10 MB', `{"dashboard":{"title":"${'x'.repeat(10_000_000)}"}}`, 413, /larger than 10 MB/],
  ])('refuses %s', async (_, body, status, message) => {
    expect(await save(body)).toMatchObject({ status, json: { message: expect.stringMatching(message) } });
  });

  it.each(['?limit=0', '?limit=x', '?page=-1', '?sort=up', '?query=%00', '?type=alert', `?query=${'x'.repeat(501)}`])(
    'refuses the search %s',
    async (query) => {
      expect(await ask('search', 'GET', { query })).toMatchObject({ status: 400 });
    },
  );

  it.each(['', '\u0000', 'x'.repeat(10_000), '%', "'; DROP TABLE"])('knows no dashboard %j', async (uid) => {
    expect(await read(uid)).toMatchObject({ status: 404, json: { message: 'Dashboard not found' } });
  });
});

function bytesOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

interface Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly as?: Caller;
}
