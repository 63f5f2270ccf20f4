import type { Metadata } from 'next';
import { DashboardPage } from '@/components/dashboard/DashboardPage';
import { NoDashboards } from '@/components/dashboard/NoDashboards';
import { loadHome } from './_server/dashboards';

export const metadata: Metadata = { title: 'Home' };
export const dynamic = 'force-dynamic';

export default async function HomePage() {
  const home = await loadHome();
  if (home === undefined) return <NoDashboards />;
  return <DashboardPage key={home.dashboard.uid} {...home} />;
}
