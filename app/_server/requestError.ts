/** A request that cannot be done as it was sent; becomes an answer with `status` and Grafana's `{message, status}`. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: number,
    message: string,
    /** Grafana's word for it where it has one, as `empty-name`. */
    readonly word?: string,
  ) {
    super(message);
  }
}

/** The sender may not do it; holds the answer to give. */
export class Denied extends Error {
  override readonly name = 'Denied';

  constructor(readonly response: Response) {
    super('denied');
  }
}
