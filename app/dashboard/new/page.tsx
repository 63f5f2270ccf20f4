import type { Metadata } from 'next';
import { currentVisitor } from '@/app/_server/authorize';
import { placeOf } from '@/app/_server/dashboards';
import { AWAY, unlessAway } from '@/app/_server/databaseAway';
import { DashboardPage } from '@/components/dashboard/DashboardPage';
import { DatabaseAway } from '@/components/shell/DatabaseAway';
import { newDashboard } from '@/lib/dashboard/edit/newDashboard';

export const metadata: Metadata = { title: 'New dashboard' };
export const dynamic = 'force-dynamic';

interface RouteProps {
  readonly searchParams: Promise<{ readonly folderUid?: string | readonly string[] }>;
}

/** An empty dashboard; its first save gives it an address. `?folderUid=` names the folder to begin in. */
export default async function NewDashboardRoute({ searchParams }: RouteProps) {
  const { folderUid } = await searchParams;
  const place = await unlessAway(async () => {
    await currentVisitor();
    return placeOf(typeof folderUid === 'string' ? folderUid : null);
  });
  if (place === AWAY) return <DatabaseAway />;
  return <DashboardPage dashboard={newDashboard()} warnings={[]} info={{ uid: '', version: 0, ...place }} />;
}
