// @ts-check

/** Others have no meaning here, and Next fails at some. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * The path and query a request is for, as the web app is to see it; undefined for one that no browser would send.
 * Paths with `..` in them are refused: what is checked by the beginning of a path must hold for where it leads.
 * @param {string | undefined} method
 * @param {string} url
 * @returns {string | undefined}
 */
export function readTarget(method, url) {
  const [, path = '', query = ''] = /^([^?]*)(\?.*)?$/s.exec(url) ?? [];
  if (!path.startsWith('/')) return undefined;
  const decoded = decode(path);
  if (decoded === undefined || /[\\\0]/.test(decoded) || decoded.split('/').some(isDots)) return undefined;
  // Grafana's address for signing in, which is also that of the page.
  return method === 'POST' && path === '/login' ? `/api/login${query}` : url;
}

/** @param {string} path */
function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** @param {string} segment */
function isDots(segment) {
  return segment === '.' || segment === '..';
}
