export type LibraryErrorCode =
  | 'dashboard-not-found'
  | 'version-not-found'
  | 'folder-not-found'
  | 'snapshot-not-found'
  /** Somebody saved in the meantime. */
  | 'version-mismatch'
  /** The uid or key belongs to something else. */
  | 'taken'
  /** The tree of folders would break, or grow too deep. */
  | 'misplaced';

const MESSAGES: Readonly<Record<LibraryErrorCode, string>> = {
  'dashboard-not-found': 'Dashboard not found',
  'version-not-found': 'Dashboard version not found',
  'folder-not-found': 'folder not found',
  'snapshot-not-found': 'Dashboard snapshot not found',
  'version-mismatch': 'The dashboard has been changed by someone else',
  taken: 'something else has this uid or key already',
  misplaced: 'a folder cannot be moved there',
};

/** What was asked of the library cannot be done as it stands; the message is for people, in Grafana's words. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';

  constructor(
    readonly code: LibraryErrorCode,
    message = MESSAGES[code],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * What an error of the database means for the library: a unique value that is taken becomes `onTaken`, a folder that
 * was deleted meanwhile `folder-not-found`; anything else stays as it is.
 */
export function asLibraryError(error: unknown, onTaken: LibraryErrorCode): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'P2002') return new LibraryError(onTaken, undefined, { cause: error });
  if (code === 'P2003') return new LibraryError('folder-not-found', undefined, { cause: error });
  return error;
}
