'use client';

import { useEffect, useRef } from 'react';
import { parseDuration } from '@/lib/time/duration';

/** More often than this no dashboard refreshes, whatever its JSON says. */
const SHORTEST_MS = 1000;

/**
 * Calls `refresh` every `interval` (as `30s`; '' for never) while the page is visible, and at once when it becomes
 * visible after a missed turn. A turn is left out while the answer to the last one is still awaited.
 */
export function useAutoRefresh(interval: string, isBusy: () => boolean, refresh: () => void): void {
  const latest = useRef({ isBusy, refresh });
  latest.current = { isBusy, refresh };
  useEffect(() => {
    const parsedMs = interval === '' ? undefined : parseDuration(interval);
    if (parsedMs === undefined) return;
    const everyMs = Math.max(SHORTEST_MS, parsedMs);
    let lastMs = Date.now();
    const turn = () => {
      if (document.hidden || latest.current.isBusy()) return;
      lastMs = Date.now();
      latest.current.refresh();
    };
    const onVisible = () => {
      if (!document.hidden && Date.now() - lastMs >= everyMs) turn();
    };
    const timer = setInterval(turn, everyMs);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [interval]);
}
