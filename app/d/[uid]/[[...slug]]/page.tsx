import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadDashboard } from '@/app/_server/dashboards';
import { DashboardPage } from '@/components/dashboard/DashboardPage';

interface RouteProps {
  readonly params: Promise<{ readonly uid: string }>;
}

/** One read for both the title and the page. */
const load = cache(loadDashboard);

export async function generateMetadata({ params }: RouteProps): Promise<Metadata> {
  const loaded = await load(decodeURIComponent((await params).uid));
  return { title: loaded?.dashboard.title ?? 'Dashboard not found' };
}

export default async function DashboardRoute({ params }: RouteProps) {
  const loaded = await load(decodeURIComponent((await params).uid));
  if (loaded === undefined) notFound();
  return <DashboardPage key={loaded.dashboard.uid} {...loaded} />;
}
