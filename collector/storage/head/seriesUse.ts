import { growUint32 } from './growable';

/** When each series was last of use, by slot, in whole seconds. Written when a block ends, not for each sample. */
export class SeriesUse {
  private seconds = new Uint32Array(256);

  note(slot: number, nowMs: number): void {
    this.seconds = growUint32(this.seconds, slot + 1);
    this.seconds[slot] = Math.max(0, Math.ceil(nowMs / 1000));
  }

  lastMs(slot: number): number {
    return (this.seconds[slot] ?? 0) * 1000;
  }
}
