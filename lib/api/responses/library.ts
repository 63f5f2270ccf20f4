/** Answers of the document routes: dashboards, folders, versions, snapshots. Named as in Grafana's HTTP API. */
import { z } from 'zod';
import type { JsonObject } from '@/lib/dashboard/document';

/** What was parsed from JSON holds JSON; only its outermost shape is open. Walking megabytes of it would take long. */
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

/** One element of GET /api/search: a dashboard or a folder. */
export const searchHit = z.object({
  uid: z.string(),
  title: z.string(),
  url: z.string(),
  type: z.enum(['dash-db', 'dash-folder']),
  tags: z.array(z.string()),
  isStarred: z.boolean(),
  /** Where it lies; '' at the root. */
  folderUid: z.string().default(''),
  folderTitle: z.string().default(''),
  folderUrl: z.string().default(''),
  /** ISO 8601. */
  updated: z.string(),
  isDeleted: z.boolean(),
  /** When it was moved to the trash and when it leaves it for good, ISO 8601; only of deleted dashboards. */
  deleted: z.string().optional(),
  permanentlyDeleteDate: z.string().optional(),
});
export type SearchHit = z.output<typeof searchHit>;
export const searchHits = z.array(searchHit);

/** What is known about a dashboard besides its JSON; the `can…` fields are true for the visitor who asked. */
export const dashboardMeta = z.object({
  canSave: z.boolean(),
  canEdit: z.boolean(),
  canAdmin: z.boolean(),
  canStar: z.boolean(),
  canDelete: z.boolean(),
  isStarred: z.boolean(),
  slug: z.string(),
  url: z.string(),
  /** ISO 8601. */
  created: z.string(),
  updated: z.string(),
  /** Logins; 'Anonymous' or '' where nobody is known. */
  createdBy: z.string(),
  updatedBy: z.string(),
  version: z.number(),
  /** '' at the root. */
  folderUid: z.string(),
  folderTitle: z.string(),
  folderUrl: z.string(),
});

export const dashboardAnswer = z.object({ meta: dashboardMeta, dashboard: jsonObject });
export type DashboardAnswer = z.output<typeof dashboardAnswer>;

export const savedDashboard = z.object({
  uid: z.string(),
  url: z.string(),
  version: z.number(),
  slug: z.string(),
  folderUid: z.string(),
});
export type SavedDashboard = z.output<typeof savedDashboard>;

export const dashboardVersion = z.object({
  version: z.number(),
  parentVersion: z.number(),
  /** The version whose JSON this one took over; 0 for a plain save. */
  restoredFrom: z.number(),
  /** ISO 8601. */
  created: z.string(),
  createdBy: z.string(),
  message: z.string(),
});
export type DashboardVersion = z.output<typeof dashboardVersion>;
export const versionList = z.object({ versions: z.array(dashboardVersion) });

export const versionAnswer = dashboardVersion.extend({ data: jsonObject });
export type VersionAnswer = z.output<typeof versionAnswer>;

export const folder = z.object({
  uid: z.string(),
  title: z.string(),
  url: z.string(),
  /** '' at the root. */
  parentUid: z.string().default(''),
  /** Counts changes, from 1. */
  version: z.number(),
});
export type Folder = z.output<typeof folder>;
export const folderList = z.array(folder);

export const createdSnapshot = z.object({
  key: z.string(),
  /** Absolute or from the root of the site: the page that shows it. */
  url: z.string(),
  /** Secret: whoever has it may delete the snapshot. Told once. */
  deleteKey: z.string(),
  deleteUrl: z.string(),
});
export type CreatedSnapshot = z.output<typeof createdSnapshot>;

export const snapshotAnswer = z.object({
  meta: z.object({
    isSnapshot: z.literal(true),
    /** ISO 8601; the year 0001 for never. */
    expires: z.string(),
    created: z.string(),
    createdBy: z.string(),
    canDelete: z.boolean(),
  }),
  dashboard: jsonObject,
});
export type SnapshotAnswer = z.output<typeof snapshotAnswer>;

export const snapshotSummary = z.object({
  key: z.string(),
  name: z.string(),
  /** ISO 8601; the year 0001 for never. */
  expires: z.string(),
  created: z.string(),
  createdBy: z.string(),
});
export type SnapshotSummary = z.output<typeof snapshotSummary>;
export const snapshotList = z.array(snapshotSummary);

/** What a route says when nothing else is to be told. */
export const messageAnswer = z.object({ message: z.string() });
/** A refusal: `status` is Grafana's word for the reason, as `version-mismatch`. */
export const refusalAnswer = z.object({ message: z.string(), status: z.string().optional() });
