import type { TierPage } from '../chunkenc/tierPage';
import type { SealedWindow } from '../postgres/sealedPages';
import type { PageAccess } from '../worker/pageAccess';
import { PageCursor } from './pageCursor';

/** Goes through the series of a window of a downsampled tier. */
export class TierCursor extends PageCursor<TierPage> {
  private metricNumber = 0;

  private constructor(
    private readonly access: PageAccess,
    window: SealedWindow,
  ) {
    super(window);
  }

  /** At the first series. */
  static async open(access: PageAccess, window: SealedWindow): Promise<TierCursor> {
    const cursor = new TierCursor(access, window);
    await cursor.next();
    return cursor;
  }

  protected read(numbers: readonly number[]): Promise<ReadonlyMap<number, TierPage>> {
    return this.access.tierPages(this.window, numbers);
  }

  protected enter(): void {
    this.entry = -1;
    this.metricNumber = 0;
  }

  protected take({ metrics, firstEntries, refs }: TierPage): boolean {
    if (++this.entry >= refs.length) return false;
    while ((firstEntries[this.metricNumber + 1] as number) <= this.entry) this.metricNumber++;
    this.metric = metrics[this.metricNumber] as string;
    this.ref = refs[this.entry] as number;
    return true;
  }
}
