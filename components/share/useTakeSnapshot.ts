'use client';

import { useEffect, useRef, useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { queryBatch } from '@/lib/api/client';
import { createSnapshot } from '@/lib/api/library';
import type { CreatedSnapshot } from '@/lib/api/responses/library';
import { type TakenSnapshot, takeSnapshot } from './snapshot/takeSnapshot';

export type SnapshotProgress =
  | { readonly step: 'form'; readonly problem?: string }
  | { readonly step: 'asking'; readonly done: number; readonly all: number }
  | { readonly step: 'storing'; readonly sizeBytes: number }
  | { readonly step: 'made'; readonly created: CreatedSnapshot; readonly taken: TakenSnapshot };

interface SnapshotTaking {
  readonly progress: SnapshotProgress;
  readonly start: (order: { readonly name: string; readonly expires: number }) => void;
  readonly cancel: () => void;
  readonly restart: () => void;
}

/** Takes a snapshot of the dashboard as it is seen; leaving the dialog stops it. */
export function useTakeSnapshot(): SnapshotTaking {
  const { dashboard, scope, sections, scrapeIntervalMs } = useDashboard();
  const { bounds, timeZone } = useTimeRange();
  const [progress, setProgress] = useState<SnapshotProgress>({ step: 'form' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (order: { readonly name: string; readonly expires: number }, { signal }: AbortController) => {
    if (bounds === undefined || scrapeIntervalMs === undefined) throw new Error('The dashboard is still being opened');
    const onProgress = (done: number, all: number) => setProgress({ step: 'asking', done, all });
    const input = { dashboard, scope, sections, bounds, timeZone, scrapeIntervalMs };
    const taken = await takeSnapshot(input, { send: queryBatch, signal, onProgress, now: Date.now });
    setProgress({ step: 'storing', sizeBytes: taken.sizeBytes });
    const created = await createSnapshot({ ...order, dashboard: taken.json }, { signal });
    setProgress({ step: 'made', created, taken });
  };
  return {
    progress,
    start: (order) => {
      const controller = new AbortController();
      running.current = controller;
      setProgress({ step: 'asking', done: 0, all: 0 });
      run(order, controller).catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setProgress({ step: 'form', problem: error instanceof Error ? error.message : String(error) });
      });
    },
    cancel: () => {
      running.current?.abort();
      setProgress({ step: 'form' });
    },
    restart: () => setProgress({ step: 'form' }),
  };
}
