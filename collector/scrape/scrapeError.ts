/** Why a scrape failed; the message is shown as the target's last error. */
export type ScrapeErrorCode =
  | 'timeout'
  | 'connection'
  | 'httpStatus'
  | 'redirect'
  | 'egress'
  | 'credentials'
  | 'encoding'
  | 'exposition'
  | 'invalidSeries'
  | 'storage'
  | ScrapeLimitCode;

/** The limits of ScrapeLimits that make a scrape fail. */
export type ScrapeLimitCode = 'bodySizeLimit' | 'sampleLimit' | 'labelLimit' | 'targetLimit';

const LIMIT_CODES: ReadonlySet<string> = new Set<ScrapeLimitCode>([
  'bodySizeLimit',
  'sampleLimit',
  'labelLimit',
  'targetLimit',
]);

export class ScrapeError extends Error {
  constructor(
    readonly code: ScrapeErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }

  /** The limit that fired, if it was one. */
  get limit(): ScrapeLimitCode | undefined {
    return isLimit(this.code) ? this.code : undefined;
  }
}

function isLimit(code: ScrapeErrorCode): code is ScrapeLimitCode {
  return LIMIT_CODES.has(code);
}
