/** Open queriers. What a view may still read is deleted only after it is closed, or was open for longer than any query may. */
export class Views {
  private readonly closings = new Set<Promise<void>>();

  constructor(private readonly maxAgeMs: number) {}

  get count(): number {
    return this.closings.size;
  }

  /** Opens a view; the returned function closes it. */
  enter(): () => void {
    let closed: () => void = () => undefined;
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    this.closings.add(closing);
    const timer = setTimeout(() => leave(), this.maxAgeMs);
    timer.unref();
    const leave = () => {
      clearTimeout(timer);
      this.closings.delete(closing);
      closed();
    };
    return leave;
  }

  /** Resolves when every view that is open now is closed. */
  async drained(): Promise<void> {
    await Promise.all(this.closings);
  }
}
