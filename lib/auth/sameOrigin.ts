import type { HeaderSource } from './credential';

/**
 * Whether a browser sent this from a page of another origin. Programs say nothing about where they come from, and pass.
 * `externalHost` is the authority of the public address, for proxies that change Host.
 */
export function isFromElsewhere(headers: HeaderSource, externalHost: string | undefined): boolean {
  const site = headers.get('sec-fetch-site') ?? '';
  // `none`: typed or bookmarked. `same-site` is another port or another name of the same domain, which is elsewhere.
  if (site !== '') return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin') ?? '';
  if (origin === '') return false;
  const [, authority] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? [];
  const own = [headers.get('host'), headers.get('x-forwarded-host'), externalHost];
  return authority === undefined || !own.some((host) => host?.toLowerCase() === authority.toLowerCase());
}
