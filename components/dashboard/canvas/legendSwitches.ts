import { useSyncExternalStore } from 'react';
import type { Panel } from '@/lib/dashboard/document';

/** Legends that are switched on this page only; the document keeps what it says. */
export class LegendSwitches {
  private switched: ReadonlySet<number> = new Set();
  private readonly listeners = new Set<() => void>();

  has = (panelId: number): boolean => this.switched.has(panelId);

  /** Turns the legends over; all at once are shown or hidden together by whoever calls. */
  toggle(panelIds: readonly number[]): void {
    const next = new Set(this.switched);
    for (const id of panelIds) if (!next.delete(id)) next.add(id);
    this.switched = next;
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Whether a panel's legend is switched against what its options say. */
export function useLegendSwitched(legends: LegendSwitches, panelId: number): boolean {
  return useSyncExternalStore(
    legends.subscribe,
    () => legends.has(panelId),
    () => false,
  );
}

/** Whether a panel shows a legend by its options; one that says nothing shows it. */
export function showsLegend({ options }: Panel): boolean {
  const legend = options['legend'];
  const isObject = typeof legend === 'object' && legend !== null && !Array.isArray(legend);
  return !isObject || !('showLegend' in legend) || legend.showLegend !== false;
}

/** The panel with its legend turned over. */
export function withLegendSwitched(panel: Panel): Panel {
  const legend = panel.options['legend'];
  const known = typeof legend === 'object' && legend !== null && !Array.isArray(legend) ? legend : {};
  return { ...panel, options: { ...panel.options, legend: { ...known, showLegend: !showsLegend(panel) } } };
}
