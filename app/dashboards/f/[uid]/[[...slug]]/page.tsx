import type { Metadata } from 'next';
import { visitorPage } from '@/app/_server/visitorPage';
import { LibraryPage } from '@/components/library/LibraryPage';

interface RouteProps {
  readonly params: Promise<{ readonly uid: string }>;
}

export const metadata: Metadata = { title: 'Dashboards' };

export default async function FolderRoute({ params }: RouteProps) {
  const uid = decodeURIComponent((await params).uid);
  return visitorPage(() => <LibraryPage key={uid} folderUid={uid} />);
}
