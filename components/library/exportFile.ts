'use client';

import { slugOf } from '@/lib/dashboard/dashboardPath';
import type { JsonObject } from '@/lib/dashboard/document';

/** Hands a dashboard to the browser as a file named after its title. */
export function downloadDashboard(dashboard: JsonObject): void {
  const title = typeof dashboard['title'] === 'string' ? dashboard['title'] : '';
  const url = URL.createObjectURL(new Blob([JSON.stringify(dashboard, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${slugOf(title)}.json`;
  link.click();
  // The download has begun by then; at once would be too early for some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
