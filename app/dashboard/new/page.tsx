import type { Metadata } from 'next';
import { placeOf } from '@/app/_server/dashboards';
import { DashboardPage } from '@/components/dashboard/DashboardPage';
import { newDashboard } from '@/lib/dashboard/edit/newDashboard';

export const metadata: Metadata = { title: 'New dashboard' };
export const dynamic = 'force-dynamic';

interface RouteProps {
  readonly searchParams: Promise<{ readonly folderUid?: string | readonly string[] }>;
}

/** An empty dashboard; its first save gives it an address. `?folderUid=` names the folder to begin in. */
export default async function NewDashboardRoute({ searchParams }: RouteProps) {
  const { folderUid } = await searchParams;
  const place = await placeOf(typeof folderUid === 'string' ? folderUid : null);
  return <DashboardPage dashboard={newDashboard()} warnings={[]} info={{ uid: '', version: 0, ...place }} />;
}
