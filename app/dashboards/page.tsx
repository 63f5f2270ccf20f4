import type { Metadata } from 'next';
import { database } from '@/app/_server/database';
import { DashboardList } from '@/components/dashboard/DashboardList';
import { listDashboards } from '@/lib/db/dashboards';

export const metadata: Metadata = { title: 'Dashboards' };
export const dynamic = 'force-dynamic';

export default async function DashboardsPage() {
  const dashboards = await listDashboards(database());
  const rows = dashboards.map(({ uid, title, tags, updatedAt }) => ({
    uid,
    title,
    tags,
    updatedMs: updatedAt.getTime(),
  }));
  return <DashboardList dashboards={rows} />;
}
