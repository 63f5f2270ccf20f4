/** Stored bytes that cannot be decoded: damaged, cut short or of an unknown version. Never caused by samples. */
export class CorruptPageError extends Error {
  readonly code = 'corrupt_page';
}
