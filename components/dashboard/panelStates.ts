/** What a panel on the page is doing, as the whole dashboard counts it. */
export type PanelProgress = 'starting' | 'loading' | 'settled' | 'outOfView';

/** Knows of all panels on the page whether one in view is still loading. */
export class PanelStates {
  private readonly progress = new Map<string, PanelProgress>();
  private readonly listeners = new Set<() => void>();
  private loading = true;

  /** A panel that reports `undefined` is gone. */
  report(key: string, progress: PanelProgress | undefined): void {
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
    const loading = [...this.progress.values()].some((progress) => progress === 'starting' || progress === 'loading');
    if (loading === this.loading) return;
    this.loading = loading;
    for (const listener of this.listeners) listener();
  }
}
