import type { Metadata } from 'next';
import { visitorPage } from '@/app/_server/visitorPage';
import { LibraryPage } from '@/components/library/LibraryPage';

export const metadata: Metadata = { title: 'Dashboards' };

export default function DashboardsRoute() {
  return visitorPage(() => <LibraryPage />);
}
