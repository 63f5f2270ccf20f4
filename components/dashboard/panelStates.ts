/** What a panel on the page is doing, as the whole dashboard counts it. */
export type PanelProgress = 'starting' | 'loading' | 'settled' | 'outOfView';

/** Knows of all panels on the page whether one in view is still loading. */
export class PanelStates {
  private readonly progress = new Map<string, PanelProgress>();
  private readonly listeners = new Set<() => void>();
  private loading = true;
  /** How many panels start or load; counted along, as a dashboard may have thousands. */
  private busy = 0;

  /** A panel that reports `undefined` is gone. */
  report(key: string, progress: PanelProgress | undefined): void {
    this.busy += Number(isBusy(progress)) - Number(isBusy(this.progress.get(key)));
    if (progress === undefined) this.progress.delete(key);
    else this.progress.set(key, progress);
    this.check();
  }

  /** True while a panel in view loads, or has not yet found out whether it is in view. */
  isLoading = (): boolean => this.loading;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private check(): void {
    const loading = this.busy > 0;
    if (loading === this.loading) return;
    this.loading = loading;
    for (const listener of this.listeners) listener();
  }
}

function isBusy(progress: PanelProgress | undefined): boolean {
  return progress === 'starting' || progress === 'loading';
}
