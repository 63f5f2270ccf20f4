/**
 * Turns of the event loop, one for each who asks. Without the queue all immediates that are due run in one go, and what many
 * queries do before their first wait adds up to one long stall.
 */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Resolves in a turn that no other caller gets. */
  next(): Promise<unknown> {
    this.last = this.last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.last;
  }
}
