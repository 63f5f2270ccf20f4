/**
 * Says until when the memory of a query's result is in use: until its answer has gone out, or nobody waits for it any
 * more. Whoever makes one ends it, whatever happens.
 */
export class ResultHold {
  /** For the engine's `letGo`. */
  readonly ended: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  /** Ending it again does nothing. */
  end(): void {
    this.resolve();
  }
}
