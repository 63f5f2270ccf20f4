import { hasRole, type Visitor } from '@/lib/api/visitor';
import type { JsonObject } from '@/lib/dashboard/document';
import type { SnapshotSummary, StoredSnapshot } from '@/lib/db/snapshots';
import { NEVER } from './dashboardBodies';

/** Answer of Grafana's POST /api/snapshots. `origin` is where the product is reached, without a slash at the end. */
export function createdSnapshotBody(
  { id, key, deleteKey }: SnapshotSummary & { readonly deleteKey: string },
  origin: string,
): JsonObject {
  return {
    id,
    key,
    deleteKey,
    url: `${origin}/dashboard/snapshot/${encodeURIComponent(key)}`,
    deleteUrl: `${origin}/api/snapshots-delete/${encodeURIComponent(deleteKey)}`,
  };
}

/** Answer of Grafana's GET /api/snapshots/:key. */
export function snapshotBody(snapshot: StoredSnapshot, visitor: Visitor): JsonObject {
  const nothing = { canSave: false, canEdit: false, canAdmin: false, canStar: false };
  return {
    meta: {
      type: 'snapshot',
      isSnapshot: true,
      ...nothing,
      canDelete: hasRole(visitor, 'Editor'),
      slug: '',
      url: '',
      expires: expiry(snapshot),
      created: snapshot.createdAt.toISOString(),
      updated: snapshot.createdAt.toISOString(),
      createdBy: snapshot.createdBy,
      updatedBy: '',
      version: 0,
      hasAcl: false,
      isFolder: false,
      provisioned: false,
    },
    dashboard: snapshot.json,
  };
}

/** Element of the answer of Grafana's GET /api/dashboard/snapshots. */
export function snapshotSummary(snapshot: SnapshotSummary): JsonObject {
  const { id, name, key, createdBy } = snapshot;
  const created = snapshot.createdAt.toISOString();
  const external = { external: false, externalUrl: '' };
  return { id, name, key, orgId: 1, ...external, expires: expiry(snapshot), created, updated: created, createdBy };
}

function expiry({ expiresAt }: SnapshotSummary): string {
  return expiresAt?.toISOString() ?? NEVER;
}
