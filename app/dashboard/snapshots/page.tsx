import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentVisitor } from '@/app/_server/authorize';
import { SnapshotList } from '@/components/share/snapshot/SnapshotList';
import { MessagePage } from '@/components/ui/MessagePage';
import { hasRole } from '@/lib/api/visitor';

export const metadata: Metadata = { title: 'Snapshots' };
export const dynamic = 'force-dynamic';

export default async function SnapshotsRoute() {
  const visitor = await currentVisitor();
  if (hasRole(visitor, 'Editor')) return <SnapshotList />;
  if (visitor.userId === null) redirect('/login?redirectTo=/dashboard/snapshots');
  return (
    <MessagePage
      title="The list of snapshots is for editors"
      detail={`Your role is ${visitor.role}. A snapshot can be seen by its link.`}
      links={[{ href: '/dashboards', label: 'Dashboards' }]}
    />
  );
}
