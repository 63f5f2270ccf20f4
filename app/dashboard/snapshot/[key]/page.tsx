import type { Metadata } from 'next';
import { visitorPage } from '@/app/_server/visitorPage';
import { SnapshotPage } from '@/components/share/snapshot/SnapshotPage';

export const metadata: Metadata = { title: 'Snapshot', robots: { index: false } };

interface RouteProps {
  readonly params: Promise<{ readonly key: string }>;
}

export default async function SnapshotRoute({ params }: RouteProps) {
  const key = decodeURIComponent((await params).key);
  return visitorPage(() => <SnapshotPage snapshotKey={key} />);
}
