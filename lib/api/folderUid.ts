/** Grafana's name for the root of the folders where an address needs one; no folder may bear it. */
export const ROOT_FOLDER = 'general';

/** The uid as documents name it: null at the root, which requests call '' or `general`. */
export function folderOrRoot(uid: string): string | null {
  return uid === '' || uid === ROOT_FOLDER ? null : uid;
}
