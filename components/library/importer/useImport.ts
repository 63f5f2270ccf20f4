'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiFailure } from '@/lib/api/apiFailure';
import { saveDashboard, searchLibrary } from '@/lib/api/library';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { InputValues } from '@/lib/grafana/inputs';
import { LIBRARY_KEY } from '../useLibrary';
import { finishImport, type ImportDraft, type ImportSource, readImport } from './readImport';

/** What to do with a dashboard whose uid is taken. */
export type UidChoice = 'overwrite' | 'new';

export interface Existing {
  readonly title: string;
  readonly folderTitle: string;
}

export type ImportOutcome =
  | { readonly type: 'waiting' }
  | { readonly type: 'done'; readonly url: string }
  | { readonly type: 'failed'; readonly message: string };

/** One text on its way into the library. */
export interface ImportEntry {
  readonly key: number;
  readonly source: ImportSource;
  /** Title to be saved under. */
  readonly title: string;
  /** The dashboard that has the uid already. */
  readonly existing?: Existing;
  readonly uidChoice: UidChoice;
  readonly outcome: ImportOutcome;
}

export interface ImportRun {
  readonly entries: readonly ImportEntry[];
  readonly busy: boolean;
  readonly add: (texts: readonly { readonly name: string; readonly text: string }[]) => Promise<void>;
  readonly change: (key: number, part: Partial<Pick<ImportEntry, 'title' | 'uidChoice'>>) => void;
  readonly clear: () => void;
  /** Saves all that can be. @returns the addresses of what was saved, in order */
  readonly save: (folderUid: string, values: InputValues) => Promise<readonly string[]>;
}

let nextKey = 1;

/** Reads texts, looks up which uids are taken, and saves. */
export function useImport(): ImportRun {
  const client = useQueryClient();
  const [entries, setEntries] = useState<readonly ImportEntry[]>([]);
  const [busy, setBusy] = useState(false);
  const update = (key: number, part: Partial<ImportEntry>) =>
    setEntries((known) => known.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));

  const add: ImportRun['add'] = async (texts) => {
    setBusy(true);
    const fresh: ImportEntry[] = [];
    for (const { name, text } of texts) fresh.push(await enter(readImport(name, text)));
    setEntries((known) => [...known, ...fresh]);
    setBusy(false);
  };
  const save: ImportRun['save'] = async (folderUid, values) => {
    setBusy(true);
    const urls: string[] = [];
    for (const entry of entries) {
      if (!entry.source.ok || entry.outcome.type === 'done') continue;
      const outcome = await saveEntry(entry, entry.source.draft, folderUid, values);
      if (outcome.type === 'done') urls.push(outcome.url);
      update(entry.key, { outcome });
    }
    await client.invalidateQueries({ queryKey: [LIBRARY_KEY] });
    setBusy(false);
    return urls;
  };
  return { entries, busy, add, change: update, clear: () => setEntries([]), save };
}

async function enter(source: ImportSource): Promise<ImportEntry> {
  const existing = source.ok ? await findExisting(source.draft.uid) : undefined;
  return {
    key: nextKey++,
    source,
    title: source.ok ? source.draft.title : source.name,
    uidChoice: 'overwrite',
    outcome: { type: 'waiting' },
    ...(existing === undefined ? {} : { existing }),
  };
}

/** When the server cannot tell, saving will: it refuses what it may not overwrite. */
async function findExisting(uid: string): Promise<Existing | undefined> {
  if (uid === '') return undefined;
  try {
    const [found] = await searchLibrary({ uids: [uid], type: 'dash-db', limit: 1 });
    return found === undefined ? undefined : { title: found.title, folderTitle: found.folderTitle };
  } catch {
    return undefined;
  }
}

async function saveEntry(
  entry: ImportEntry,
  draft: ImportDraft,
  folderUid: string,
  values: InputValues,
): Promise<ImportOutcome> {
  const asNew = entry.existing !== undefined && entry.uidChoice === 'new';
  const overwrite = entry.existing !== undefined && !asNew;
  const dashboard = finishImport(draft, values, {
    title: entry.title.trim() || draft.title,
    uid: asNew ? '' : draft.uid,
  });
  try {
    const { uid } = await saveDashboard({ dashboard, folderUid, overwrite, message: 'Imported' });
    return { type: 'done', url: dashboardPath({ uid, title: entry.title }) };
  } catch (error) {
    if (error instanceof ApiFailure) return { type: 'failed', message: error.message };
    throw error;
  }
}
