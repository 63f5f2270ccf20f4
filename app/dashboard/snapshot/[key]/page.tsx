import type { Metadata } from 'next';
import { currentVisitor } from '@/app/_server/authorize';
import { SnapshotPage } from '@/components/share/snapshot/SnapshotPage';

export const metadata: Metadata = { title: 'Snapshot', robots: { index: false } };

interface RouteProps {
  readonly params: Promise<{ readonly key: string }>;
}

export default async function SnapshotRoute({ params }: RouteProps) {
  await currentVisitor();
  return <SnapshotPage snapshotKey={decodeURIComponent((await params).key)} />;
}
