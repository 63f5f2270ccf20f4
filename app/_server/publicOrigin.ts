import { authSettings } from './authentication';

/** Where people reach the product: the address in the settings, else the one this request came to. No slash at the end. */
export function publicOrigin(request: Request): string {
  const { externalUrl } = authSettings();
  if (externalUrl !== undefined) return externalUrl.replace(/\/+$/, '');
  const { protocol, host } = new URL(request.url);
  return `${protocol}//${request.headers.get('host') ?? host}`;
}
