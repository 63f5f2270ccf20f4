'use client';

import { modals } from '@mantine/modals';
import { IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { toast, toastFailure } from '@/components/shell/toasts';
import { Button, ButtonLink } from '@/components/ui/Button';
import { IconButton } from '@/components/ui/IconButton';
import { TopBar } from '@/components/ui/TopBar';
import { deleteSnapshot, listSnapshots } from '@/lib/api/library';
import type { SnapshotSummary } from '@/lib/api/responses/library';
import { formatAbsolute } from '@/lib/time/formatTime';
import { expiryMs } from './expiry';
import classes from './snapshot.module.css';

/** All snapshots that have not expired, newest first, for those who may delete them. */
export function SnapshotList() {
  return (
    <>
      <TopBar parents={[{ href: '/dashboards', label: 'Dashboards' }]} title="Snapshots" />
      <main id="main" className={classes.list}>
        <Snapshots />
      </main>
    </>
  );
}

const LIST = ['snapshots'];

function Snapshots() {
  const { data, error, refetch } = useQuery({ queryKey: LIST, queryFn: ({ signal }) => listSnapshots({ signal }) });
  if (error !== null) {
    return (
      <div className={classes.empty} role="alert">
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    );
  }
  if (data === undefined) {
    return (
      <p className={classes.empty} role="status">
        Loading…
      </p>
    );
  }
  if (data.length === 0) {
    return (
      <div className={classes.empty}>
        <p>There are no snapshots. Open a dashboard, then Share and Snapshot, to take one.</p>
        <ButtonLink href="/dashboards">Dashboards</ButtonLink>
      </div>
    );
  }
  return <SnapshotTable snapshots={data} />;
}

function SnapshotTable({ snapshots }: { readonly snapshots: readonly SnapshotSummary[] }) {
  const remove = useRemove();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Taken</th>
          <th scope="col">By</th>
          <th scope="col">Expires</th>
          <th scope="col">
            <span className="visuallyHidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {snapshots.map((snapshot) => (
          <tr key={snapshot.key}>
            <td>
              <Link href={`/dashboard/snapshot/${encodeURIComponent(snapshot.key)}`}>{snapshot.name}</Link>
            </td>
            <td>{formatAbsolute(Date.parse(snapshot.created), 'browser')}</td>
            <td>{snapshot.createdBy}</td>
            <td>{expiryText(snapshot)}</td>
            <td>
              <IconButton icon={IconTrash} label={`Delete ${snapshot.name}`} onClick={() => remove(snapshot)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function expiryText({ expires }: SnapshotSummary): string {
  const ms = expiryMs(expires);
  return ms === undefined ? 'Never' : formatAbsolute(ms, 'browser');
}

function useRemove(): (snapshot: SnapshotSummary) => void {
  const client = useQueryClient();
  return ({ key, name }) =>
    modals.openConfirmModal({
      title: `Delete snapshot “${name}”?`,
      children: 'Its link shows nothing afterwards. This cannot be undone.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => {
        deleteSnapshot(key)
          .then(() => toast(`Snapshot “${name}” is deleted.`))
          .catch((error: unknown) => toastFailure('The snapshot was not deleted', error))
          .finally(() => client.invalidateQueries({ queryKey: LIST }));
      },
    });
}
