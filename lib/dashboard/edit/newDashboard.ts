import { readClassic } from '@/lib/grafana/classic';
import type { Dashboard } from '../document';

/** An empty dashboard without an address, with the defaults of one that says nothing. */
export function newDashboard(title = 'New dashboard'): Dashboard {
  return { ...readClassic({}).dashboard, title };
}
