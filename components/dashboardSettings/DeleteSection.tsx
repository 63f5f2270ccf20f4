'use client';

import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast, toastFailure } from '@/components/shell/toasts';
import { Button } from '@/components/ui/Button';
import { deleteDashboard, restoreDashboard } from '@/lib/api/library';
import { SettingsSection } from './SettingsSection';

interface DeleteSectionProps {
  readonly uid: string;
  readonly title: string;
}

/** Moves the dashboard to Recently deleted. */
export function DeleteSection({ uid, title }: DeleteSectionProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    try {
      await restoreDashboard(uid);
      await queryClient.invalidateQueries();
      router.push(`/d/${encodeURIComponent(uid)}`);
    } catch (error) {
      toastFailure('It could not be restored', error);
    }
  };
  const remove = async () => {
    setBusy(true);
    try {
      await deleteDashboard(uid);
      await queryClient.invalidateQueries();
      router.push('/dashboards');
      toast(`${title} was deleted.`, { label: 'Restore', run: () => void restore() });
    } catch (error) {
      toastFailure('It could not be deleted', error);
      setBusy(false);
    }
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${title}?`,
      children: 'It stays in Recently deleted for 30 days, with all its versions, and can be restored from there.',
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => void remove(),
    });
  return (
    <SettingsSection title="Delete" lead="Deleted dashboards can be restored for 30 days.">
      <div>
        <Button onClick={ask} disabled={busy}>
          Delete dashboard…
        </Button>
      </div>
    </SettingsSection>
  );
}
