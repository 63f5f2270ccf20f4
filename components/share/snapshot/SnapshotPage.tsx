'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EditorContext } from '@/components/dashboard/editor/EditorContext';
import { readOnlyEditor } from '@/components/dashboard/editor/readOnlyEditor';
import { TimeRangeProvider } from '@/components/timeRange/TimeRangeContext';
import { MessagePage } from '@/components/ui/MessagePage';
import { TopBar } from '@/components/ui/TopBar';
import { ApiFailure } from '@/lib/api/apiFailure';
import { getSnapshot } from '@/lib/api/library';
import type { SnapshotAnswer } from '@/lib/api/responses/library';
import { type ReadSnapshot, readSnapshot } from '@/lib/grafana/snapshot/snapshot';
import { SnapshotView } from './SnapshotView';
import classes from './snapshot.module.css';

const DASHBOARDS = { href: '/dashboards', label: 'Dashboards' };

interface LoadedSnapshot {
  readonly meta: SnapshotAnswer['meta'];
  /** undefined when it holds nothing that we can show. */
  readonly read: ReadSnapshot | undefined;
}

/** A dashboard as it was once, with the data of that time. */
export function SnapshotPage({ snapshotKey }: { readonly snapshotKey: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['snapshot', snapshotKey],
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
    queryFn: async ({ signal }): Promise<LoadedSnapshot> => {
      const { meta, dashboard } = await getSnapshot(snapshotKey, { signal });
      return { meta, read: readSnapshot(dashboard) };
    },
  });
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Opening />;
  if (data.read === undefined) {
    return (
      <MessagePage
        title="This snapshot cannot be shown"
        detail="It does not hold data in a form that we read. Take a new one from its dashboard."
        links={[DASHBOARDS]}
      />
    );
  }
  return <OpenSnapshot snapshotKey={snapshotKey} meta={data.meta} read={data.read} />;
}

interface OpenSnapshotProps {
  readonly snapshotKey: string;
  readonly meta: SnapshotAnswer['meta'];
  readonly read: ReadSnapshot;
}

function OpenSnapshot({ snapshotKey, meta, read }: OpenSnapshotProps) {
  const { dashboard, bounds, timeZone } = read.snapshot;
  const editor = useMemo(() => readOnlyEditor(dashboard), [dashboard]);
  const defaults = useMemo(() => {
    const range = { from: String(bounds.fromMs), to: String(bounds.toMs) };
    return { range, timeZone, refresh: '' };
  }, [bounds, timeZone]);
  return (
    <EditorContext value={editor}>
      <TimeRangeProvider defaults={defaults} limits={bounds}>
        <SnapshotView snapshotKey={snapshotKey} meta={meta} read={read} />
      </TimeRangeProvider>
    </EditorContext>
  );
}

function Opening() {
  return (
    <>
      <TopBar parents={[DASHBOARDS]} title="Snapshot" />
      <main id="main" className={classes.opening} aria-busy="true">
        <p role="status">Opening the snapshot…</p>
      </main>
    </>
  );
}

function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const gone = error instanceof ApiFailure && error.status === 404;
  return gone ? (
    <MessagePage
      title="There is no such snapshot"
      detail="It has expired or was deleted, or the link is not complete."
      links={[DASHBOARDS]}
    />
  ) : (
    <MessagePage
      title="The snapshot could not be opened"
      detail={error.message}
      action={{ label: 'Try again', onClick: onRetry }}
      links={[DASHBOARDS]}
    />
  );
}
