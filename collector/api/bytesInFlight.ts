/** Bounds what requests that are under way hold together. */
export class BytesInFlight {
  private bytes = 0;

  constructor(private readonly limit: number) {}

  /** What to call once when the request has ended; undefined: there is no room for it now. */
  enter(bytes: number): (() => void) | undefined {
    if (this.bytes + bytes > this.limit) return undefined;
    this.bytes += bytes;
    let inside = true;
    return () => {
      if (inside) this.bytes -= bytes;
      inside = false;
    };
  }
}
