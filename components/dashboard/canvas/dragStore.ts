import type { GridItem } from '@/lib/dashboard/document';

/** A panel that is being dragged or resized, and how the grids would stand if it were let go now. */
export interface RunningDrag {
  readonly type: 'move' | 'resize';
  readonly panelId: number;
  /** Index in the layout of the section it comes from, and of the one under the pointer. */
  readonly from: number;
  readonly over: number;
  /** Items by index of section, for those that change. */
  readonly items: ReadonlyMap<number, readonly GridItem[]>;
}

/** The one drag there can be. It changes with each cell the pointer crosses, so only grids listen to it. */
export class DragStore {
  private running: RunningDrag | undefined;
  private readonly listeners = new Set<() => void>();

  get = (): RunningDrag | undefined => this.running;

  set(drag: RunningDrag | undefined): void {
    if (drag === this.running) return;
    this.running = drag;
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
