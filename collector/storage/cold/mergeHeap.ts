/** Sources of a merge by what each has next: a binary heap. */
export class MergeHeap<T> {
  private readonly items: T[] = [];

  constructor(
    items: Iterable<T>,
    private readonly isBefore: (a: T, b: T) => boolean,
  ) {
    for (const item of items) this.push(item);
  }

  /** The source whose next element is the first of all; undefined when none is left. */
  get first(): T | undefined {
    return this.items[0];
  }

  /** Call after the first source went on to its next element, or has none left (`isDone`). */
  update(isDone: boolean): void {
    const last = isDone ? this.items.pop() : this.items[0];
    if (last === undefined || this.items.length === 0) return;
    this.sink(last);
  }

  private push(item: T): void {
    const { items } = this;
    let at = items.length;
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(item, items[parent] as T)) break;
      items[at] = items[parent] as T;
      at = parent;
    }
    items[at] = item;
  }

  /** Puts an item in the place of the first and moves it down. */
  private sink(item: T): void {
    const { items } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.isBefore(items[child + 1] as T, items[child] as T)) child++;
      if (!this.isBefore(items[child] as T, item)) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = item;
  }
}
