import type { Metadata } from 'next';
import { loadDashboard } from '@/app/_server/dashboards';
import { AWAY, unlessAway } from '@/app/_server/databaseAway';
import { SoloPage } from '@/components/share/solo/SoloPage';
import { DatabaseAway } from '@/components/shell/DatabaseAway';

export const metadata: Metadata = { title: 'Panel' };

interface RouteProps {
  readonly params: Promise<{ readonly uid: string }>;
  readonly searchParams: Promise<{ readonly panelId?: string | readonly string[] }>;
}

/** One panel for a frame in another page, as Grafana's /d-solo. */
export default async function SoloRoute({ params, searchParams }: RouteProps) {
  const uid = decodeURIComponent((await params).uid);
  const { panelId } = await searchParams;
  const loaded = await unlessAway(() => loadDashboard(uid));
  if (loaded === AWAY) return <DatabaseAway />;
  if (loaded === undefined) return <p role="alert">There is no dashboard {uid}.</p>;
  const panelKey = typeof panelId === 'string' ? panelId.replace(/^panel-/, '').slice(0, 100) : '';
  return <SoloPage dashboard={loaded.dashboard} panelKey={panelKey} />;
}
