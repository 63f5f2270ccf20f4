import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { visitorPage } from '@/app/_server/visitorPage';
import { SnapshotList } from '@/components/share/snapshot/SnapshotList';
import { MessagePage } from '@/components/ui/MessagePage';
import { hasRole, type Visitor } from '@/lib/api/visitor';

export const metadata: Metadata = { title: 'Snapshots' };
export const dynamic = 'force-dynamic';

export default function SnapshotsRoute() {
  return visitorPage(show);
}

function show(visitor: Visitor) {
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
