import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadDashboard } from '@/app/_server/dashboards';
import { AWAY, unlessAway } from '@/app/_server/databaseAway';
import { DashboardPage } from '@/components/dashboard/DashboardPage';
import { DatabaseAway } from '@/components/shell/DatabaseAway';

interface RouteProps {
  readonly params: Promise<{ readonly uid: string }>;
}

/** One read for both the title and the page. */
const load = cache((uid: string) => unlessAway(() => loadDashboard(uid)));

export async function generateMetadata({ params }: RouteProps): Promise<Metadata> {
  const loaded = await load(decodeURIComponent((await params).uid));
  if (loaded === AWAY) return {};
  return { title: loaded?.dashboard.title ?? 'Dashboard not found' };
}

export default async function DashboardRoute({ params }: RouteProps) {
  const loaded = await load(decodeURIComponent((await params).uid));
  if (loaded === AWAY) return <DatabaseAway />;
  if (loaded === undefined) notFound();
  return <DashboardPage key={loaded.dashboard.uid} {...loaded} />;
}
