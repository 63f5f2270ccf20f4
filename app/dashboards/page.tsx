import type { Metadata } from 'next';
import { currentVisitor } from '@/app/_server/authorize';
import { LibraryPage } from '@/components/library/LibraryPage';

export const metadata: Metadata = { title: 'Dashboards' };

export default async function DashboardsRoute() {
  await currentVisitor();
  return <LibraryPage />;
}
