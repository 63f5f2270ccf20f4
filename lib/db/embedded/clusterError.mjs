// @ts-check

/** The embedded database cannot run; the message is one line for people. */
export class ClusterError extends Error {
  /** @override */
  name = 'ClusterError';
}
