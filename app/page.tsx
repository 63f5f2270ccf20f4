import type { Metadata } from 'next';
import { DashboardPage } from '@/components/dashboard/DashboardPage';
import { NoDashboards } from '@/components/library/NoDashboards';
import { DatabaseAway } from '@/components/shell/DatabaseAway';
import { loadHome } from './_server/dashboards';
import { AWAY, unlessAway } from './_server/databaseAway';

export const metadata: Metadata = { title: 'Home' };
export const dynamic = 'force-dynamic';

export default async function HomePage() {
  const home = await unlessAway(loadHome);
  if (home === AWAY) return <DatabaseAway />;
  if (home === undefined) return <NoDashboards />;
  return <DashboardPage key={home.dashboard.uid} {...home} />;
}
