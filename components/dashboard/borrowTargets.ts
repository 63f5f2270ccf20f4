import type { Dashboard, Panel, Target } from '@/lib/dashboard/document';

const DASHBOARD_SOURCE = '-- Dashboard --';

/** Whether a query stands for the results of another panel. */
export function isBorrowed(target: Target, panel: Panel): boolean {
  return (target.datasource?.uid ?? panel.datasource?.uid) === DASHBOARD_SOURCE;
}

/**
 * The panel with the queries of the panels it draws the results of (data source `-- Dashboard --`) in place of its
 * own. A panel that is not there, or that borrows itself, lends nothing.
 */
export function borrowTargets(panel: Panel, { panels }: Pick<Dashboard, 'panels'>): Panel {
  if (!panel.targets.some((target) => isBorrowed(target, panel))) return panel;
  const targets = panel.targets.flatMap((target) => {
    if (!isBorrowed(target, panel)) return [target];
    const id = target.unknown['panelId'];
    const lender = typeof id === 'number' ? panels[id] : undefined;
    return (lender?.targets ?? []).filter((lent) => lender !== undefined && !isBorrowed(lent, lender));
  });
  return { ...panel, targets };
}
