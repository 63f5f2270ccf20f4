'use client';

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { getDashboard } from '@/lib/api/library';
import type { StoredInfo } from './EditorContext';

export interface NewerVersion {
  readonly version: number;
  /** '' where nobody is known. */
  readonly savedBy: string;
  readonly savedMs: number;
}

/** Looking more often than this helps nobody. */
const MIN_PAUSE_MS = 15_000;

/** Looks whether somebody saved since this page was loaded: when the page gets the focus, and when asked. */
export function useNewerVersion({ uid, version }: StoredInfo): {
  readonly newer: NewerVersion | undefined;
  readonly check: () => Promise<NewerVersion | undefined>;
} {
  const [found, setFound] = useState<NewerVersion>();
  const checkedMs = useRef(0);
  const check = useCallback(async () => {
    if (uid === '') return undefined;
    checkedMs.current = Date.now();
    const { meta } = await getDashboard(uid);
    const stored = { version: meta.version, savedBy: meta.updatedBy, savedMs: Date.parse(meta.updated) };
    setFound(stored);
    return stored.version > version ? stored : undefined;
  }, [uid, version]);
  const onFocus = useEffectEvent(() => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedMs.current < MIN_PAUSE_MS) return;
    // Without an answer there is nothing to tell; the save itself will say what is wrong.
    check().catch(() => undefined);
  });
  useEffect(() => {
    const listener = () => onFocus();
    window.addEventListener('focus', listener);
    document.addEventListener('visibilitychange', listener);
    return () => {
      window.removeEventListener('focus', listener);
      document.removeEventListener('visibilitychange', listener);
    };
  }, []);
  return { newer: found !== undefined && found.version > version ? found : undefined, check };
}
