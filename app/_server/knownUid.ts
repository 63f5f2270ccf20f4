import { LibraryError, type LibraryErrorCode } from '@/lib/db/libraryError';

/**
 * A uid or key from an address, which may be anything, as the database can look for it.
 * @throws LibraryError when nothing can bear it
 */
export function knownUid(uid: string, missing: LibraryErrorCode = 'dashboard-not-found'): string {
  if (uid.length > 200 || uid.includes('\u0000')) throw new LibraryError(missing);
  return uid;
}
