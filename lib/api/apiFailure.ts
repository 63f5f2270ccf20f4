/** A request to the collector that did not succeed, for whatever reason; the message may be shown to people. */
export class ApiFailure extends Error {
  readonly code = 'api_failure';
  constructor(
    /** Prometheus' word when the collector answered (`bad_data`, …); `network` or `protocol` when it could not. */
    readonly errorType: string,
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The collector answers, but still reads back what it has stored; the message says how far it is. */
  get isStarting(): boolean {
    return this.errorType === 'unavailable' && this.message.startsWith('starting: ');
  }
}
