// @ts-check
import { ClusterError } from '../../lib/db/embedded/clusterError.mjs';

/** Something the person at the terminal can mend: shown as one line, without a stack. */
export class Failure extends Error {
  /** @override */
  name = 'Failure';
}

/**
 * The line for an error that ends the program. What nobody expected keeps its stack, for whoever has to find it.
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'ENOSPC') return `the disk is full${path ? ` at ${path}` : ''}`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `may not write: ${error.message}`;
  const expected = error instanceof Failure || error instanceof ClusterError;
  return expected ? error.message : (error.stack ?? error.message);
}
