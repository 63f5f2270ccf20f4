/**
 * The library of documents for browsers: dashboards, folders, versions, stars, snapshots. Every function throws
 * ApiFailure, or the reason of an aborted signal. `folderUid: ''` is the root.
 */
import type { JsonObject } from '@/lib/dashboard/document';
import { askLibrary } from './libraryRequest';
import type { RequestOptions } from './request';
import {
  type CreatedSnapshot,
  createdSnapshot,
  type DashboardAnswer,
  type DashboardVersion,
  dashboardAnswer,
  type Folder,
  folder,
  folderList,
  messageAnswer,
  type SavedDashboard,
  type SearchHit,
  type SnapshotAnswer,
  type SnapshotSummary,
  savedDashboard,
  searchHits,
  snapshotAnswer,
  snapshotList,
  type VersionAnswer,
  versionAnswer,
  versionList,
} from './responses/library';

export const SORT_ORDERS = ['alpha-asc', 'alpha-desc', 'updated-desc', 'updated-asc'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export interface LibrarySearch {
  /** Words of the title in any order and case. */
  readonly query?: string;
  /** All of these. */
  readonly tags?: readonly string[];
  /**
   * Only below these folders; '' or 'general' is the root. With a query, tags or stars their sub-folders count too;
   * without, a folder lists what lies directly in it.
   */
  readonly folderUids?: readonly string[];
  /** Only these dashboards. */
  readonly uids?: readonly string[];
  readonly starred?: boolean;
  /** Only what is in the trash; needs the role Editor. */
  readonly deleted?: boolean;
  /** Both if not given; folders come first. */
  readonly type?: 'dash-db' | 'dash-folder';
  /** 1,000 if not given, 5,000 at most. */
  readonly limit?: number;
  /** From 1. */
  readonly page?: number;
  readonly sort?: SortOrder;
}

export function searchLibrary(search: LibrarySearch, options: RequestOptions = {}): Promise<SearchHit[]> {
  const fields = new URLSearchParams();
  if (search.query) fields.set('query', search.query);
  for (const tag of search.tags ?? []) fields.append('tag', tag);
  for (const uid of search.folderUids ?? []) fields.append('folderUIDs', uid === '' ? 'general' : uid);
  for (const uid of search.uids ?? []) fields.append('dashboardUIDs', uid);
  if (search.starred) fields.set('starred', 'true');
  if (search.deleted) fields.set('deleted', 'true');
  if (search.type !== undefined) fields.set('type', search.type);
  if (search.limit !== undefined) fields.set('limit', String(search.limit));
  if (search.page !== undefined) fields.set('page', String(search.page));
  if (search.sort !== undefined) fields.set('sort', search.sort);
  return askLibrary({ path: `/api/search?${fields}` }, searchHits, options);
}

export function getDashboard(uid: string, options: RequestOptions = {}): Promise<DashboardAnswer> {
  return askLibrary({ path: dashboardRoute(uid) }, dashboardAnswer, options);
}

export interface DashboardSave {
  /** Classic JSON; its `uid` and `version` say what is replaced. Without `uid` a new dashboard is made. */
  readonly dashboard: JsonObject;
  /** '' for the root; a dashboard stays where it is when not given. */
  readonly folderUid?: string;
  readonly message?: string;
  /** Save although there is a newer version. */
  readonly overwrite?: boolean;
}

/** Refused with status 412 and errorType `version-mismatch` when somebody saved in the meantime. */
export function saveDashboard(save: DashboardSave, options: RequestOptions = {}): Promise<SavedDashboard> {
  const { dashboard, folderUid, message = '', overwrite = false } = save;
  const place: JsonObject = folderUid === undefined ? {} : { folderUid };
  const body = { dashboard, message, overwrite, ...place };
  return askLibrary({ method: 'POST', path: '/api/dashboards/db', body }, savedDashboard, options);
}

/** Into the trash. */
export async function deleteDashboard(uid: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'DELETE', path: dashboardRoute(uid) }, messageAnswer, options);
}

/** Out of the trash, into the folder given or the one it came from. */
export async function restoreDashboard(uid: string, folderUid?: string, options: RequestOptions = {}): Promise<void> {
  const body: JsonObject = folderUid === undefined ? {} : { folderUid };
  await askLibrary({ method: 'PATCH', path: `${dashboardRoute(uid)}/trash`, body }, messageAnswer, options);
}

/** Out of the trash for good. */
export async function purgeDashboard(uid: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'DELETE', path: `${dashboardRoute(uid)}/trash` }, messageAnswer, options);
}

export async function moveDashboards(
  uids: readonly string[],
  folderUid: string,
  options: RequestOptions = {},
): Promise<void> {
  await askLibrary({ method: 'POST', path: '/api/dashboards/move', body: { uids, folderUid } }, messageAnswer, options);
}

/** Newest first. `before` continues a list: only versions below it. */
export async function listVersions(
  uid: string,
  { limit = 1000, before }: { readonly limit?: number; readonly before?: number } = {},
  options: RequestOptions = {},
): Promise<DashboardVersion[]> {
  const start = before === undefined ? '' : `&start=${before}`;
  const answer = await askLibrary(
    { path: `${dashboardRoute(uid)}/versions?limit=${limit}${start}` },
    versionList,
    options,
  );
  return answer.versions;
}

export function getVersion(uid: string, version: number, options: RequestOptions = {}): Promise<VersionAnswer> {
  return askLibrary({ path: `${dashboardRoute(uid)}/versions/${version}` }, versionAnswer, options);
}

/** Saves the JSON of an earlier version as a new one. */
export function restoreVersion(uid: string, version: number, options: RequestOptions = {}): Promise<SavedDashboard> {
  return askLibrary(
    { method: 'POST', path: `${dashboardRoute(uid)}/restore`, body: { version } },
    savedDashboard,
    options,
  );
}

/** All folders of the tree, by title. */
export function listFolders(options: RequestOptions = {}): Promise<Folder[]> {
  return askLibrary({ path: '/api/folders?all=true' }, folderList, options);
}

export function createFolder(
  { title, parentUid = '' }: { readonly title: string; readonly parentUid?: string },
  options: RequestOptions = {},
): Promise<Folder> {
  return askLibrary({ method: 'POST', path: '/api/folders', body: { title, parentUid } }, folder, options);
}

export interface FolderChange {
  readonly title?: string;
  /** '' for the root; the folder stays where it is when not given. */
  readonly parentUid?: string;
  /** The version that is changed; without it the change is made in any case. */
  readonly version?: number;
}

export function updateFolder(uid: string, change: FolderChange, options: RequestOptions = {}): Promise<Folder> {
  const body: JsonObject = change.version === undefined ? { ...change, overwrite: true } : { ...change };
  return askLibrary({ method: 'PUT', path: folderRoute(uid), body }, folder, options);
}

/** Removes the folder and those in it; their dashboards go to the trash. */
export async function deleteFolder(uid: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'DELETE', path: folderRoute(uid) }, messageAnswer, options);
}

export async function star(uid: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'POST', path: starRoute(uid) }, messageAnswer, options);
}

export async function unstar(uid: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'DELETE', path: starRoute(uid) }, messageAnswer, options);
}

export interface SnapshotOrder {
  /** Classic JSON with the panels' data in it. */
  readonly dashboard: JsonObject;
  readonly name: string;
  /** Seconds from now; 0 for never. */
  readonly expires: number;
}

export function createSnapshot(order: SnapshotOrder, options: RequestOptions = {}): Promise<CreatedSnapshot> {
  return askLibrary({ method: 'POST', path: '/api/snapshots', body: { ...order } }, createdSnapshot, options);
}

export function getSnapshot(key: string, options: RequestOptions = {}): Promise<SnapshotAnswer> {
  return askLibrary({ path: `/api/snapshots/${encodeURIComponent(key)}` }, snapshotAnswer, options);
}

export function listSnapshots(options: RequestOptions = {}): Promise<SnapshotSummary[]> {
  return askLibrary({ path: '/api/dashboard/snapshots' }, snapshotList, options);
}

export async function deleteSnapshot(key: string, options: RequestOptions = {}): Promise<void> {
  await askLibrary({ method: 'DELETE', path: `/api/snapshots/${encodeURIComponent(key)}` }, messageAnswer, options);
}

function dashboardRoute(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}

function folderRoute(uid: string): string {
  return `/api/folders/${encodeURIComponent(uid)}`;
}

function starRoute(uid: string): string {
  return `/api/user/stars/dashboard/uid/${encodeURIComponent(uid)}`;
}
