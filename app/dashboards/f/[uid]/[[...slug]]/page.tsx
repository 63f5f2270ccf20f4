import type { Metadata } from 'next';
import { currentVisitor } from '@/app/_server/authorize';
import { LibraryPage } from '@/components/library/LibraryPage';

interface RouteProps {
  readonly params: Promise<{ readonly uid: string }>;
}

export const metadata: Metadata = { title: 'Dashboards' };

export default async function FolderRoute({ params }: RouteProps) {
  await currentVisitor();
  const uid = decodeURIComponent((await params).uid);
  return <LibraryPage key={uid} folderUid={uid} />;
}
