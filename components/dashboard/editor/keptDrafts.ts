/** Drafts in the browser's storage: unsaved changes outlive a reload, a crash and a lost connection. */
import { z } from 'zod';
import type { Dashboard } from '@/lib/dashboard/document';
import { readClassic, writeClassic } from '@/lib/grafana/classic';

export interface KeptDraft {
  readonly dashboard: Dashboard;
  /** The version it was made on. */
  readonly version: number;
  /** When it was last changed. */
  readonly savedMs: number;
}

/** What of `Storage` is needed. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's storage; undefined where the reader has forbidden it, which then throws on every use. */
export function browserDrafts(): DraftStorage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

const PREFIX = 'belvedere.draft.';
/** Characters of one draft; browsers give a site about five million in all. */
const MAX_LENGTH = 1_500_000;
const MAX_DRAFTS = 10;

const keptJson = z.object({ version: z.number().int().min(0), savedMs: z.number(), dashboard: z.unknown() });

/** A dashboard that was never saved has the uid ''. */
export function readDraft(storage: DraftStorage | undefined, uid: string): KeptDraft | undefined {
  const kept = parse(storage?.getItem(PREFIX + uid) ?? null);
  if (kept === undefined) return undefined;
  const { dashboard } = readClassic(kept.dashboard);
  return { dashboard: { ...dashboard, uid }, version: kept.version, savedMs: kept.savedMs };
}

function parse(text: string | null): z.output<typeof keptJson> | undefined {
  if (text === null) return undefined;
  try {
    return keptJson.parse(JSON.parse(text));
  } catch {
    // Another version of the product wrote it, or somebody else; there is nothing to offer.
    return undefined;
  }
}

/** @returns false when it is too large, or when the browser refuses to keep it */
export function keepDraft(storage: DraftStorage | undefined, uid: string, draft: KeptDraft): boolean {
  if (storage === undefined) return false;
  const { dashboard, version, savedMs } = draft;
  const text = JSON.stringify({ version, savedMs, dashboard: writeClassic(dashboard) });
  if (text.length > MAX_LENGTH) {
    dropDraft(storage, uid);
    return false;
  }
  dropOldest(storage, PREFIX + uid);
  try {
    storage.setItem(PREFIX + uid, text);
    return true;
  } catch {
    // It is full. An older draft is no substitute: to restore it would take back what was done since.
    dropDraft(storage, uid);
    return false;
  }
}

export function dropDraft(storage: DraftStorage | undefined, uid: string): void {
  storage?.removeItem(PREFIX + uid);
}

function dropOldest(storage: DraftStorage, except: string): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  const drafts = keys.filter((key) => key.startsWith(PREFIX) && key !== except);
  const aged = drafts.map((key) => ({ key, savedMs: parse(storage.getItem(key))?.savedMs ?? 0 }));
  aged.sort((a, b) => b.savedMs - a.savedMs);
  for (const { key } of aged.slice(MAX_DRAFTS - 1)) storage.removeItem(key);
}
