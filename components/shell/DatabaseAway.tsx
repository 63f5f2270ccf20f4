'use client';

import { useRouter } from 'next/navigation';
import { MessagePage } from '@/components/ui/MessagePage';

/** In place of a page whose documents cannot be read now. */
export function DatabaseAway() {
  const router = useRouter();
  return (
    <MessagePage
      title="The database does not answer"
      detail="Dashboards are kept there, so none can be shown until it is back. Nothing was lost, and metrics are collected meanwhile."
      action={{ label: 'Retry', onClick: () => router.refresh() }}
      links={[{ href: '/api/health', label: 'Show health' }]}
    />
  );
}
