/** Why a remote write body cannot be read at all. */
export type WriteRequestErrorCode = 'too_large' | 'bad_snappy' | 'bad_protobuf' | 'unsupported_media';

/**
 * A request that will never become right: nothing of it was taken, and the sender must not retry (HTTP 400, or 415
 * for 'unsupported_media' and 413 for 'too_large'). When the store is away, StorageUnavailableError comes instead,
 * and the sender should retry (HTTP 503).
 */
export class WriteRequestError extends Error {
  override readonly name = 'WriteRequestError';

  constructor(
    readonly code: WriteRequestErrorCode,
    reason: string,
  ) {
    super(reason);
  }
}
