import { UintList } from './growable';

/** Small integers from 0 up; those given back come again first, so that tables by id stay dense. */
export class IdPool {
  private readonly free = new UintList();
  private given = 0;

  /** Ids below this were given out some time. */
  get limit(): number {
    return this.given;
  }

  get count(): number {
    return this.given - this.free.length;
  }

  take(): number {
    return this.free.length > 0 ? this.free.at(--this.free.length) : this.given++;
  }

  release(id: number): void {
    this.free.push(id);
  }
}
