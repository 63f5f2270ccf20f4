import { Authenticator } from '@/lib/auth/authenticator';
import { loadSecret } from '@/lib/auth/secret';
import { type AuthSettings, readAuthSettings } from '@/lib/auth/settings';
import { database } from './database';

declare global {
  /** One per process: it counts wrong passwords and remembers right ones. Survives the reloads of development. */
  var belvedereAuthenticator: Authenticator | undefined;
}

export function authSettings(): AuthSettings {
  return readAuthSettings(process.env);
}

/** Who may do what in this process. */
export function authenticator(): Authenticator {
  globalThis.belvedereAuthenticator ??= createAuthenticator();
  return globalThis.belvedereAuthenticator;
}

function createAuthenticator(): Authenticator {
  const { anonymousRole, secret: given } = authSettings();
  let secret: Promise<string> | undefined;
  return new Authenticator({
    prisma: database(),
    anonymousRole,
    secret: () => {
      secret ??= loadSecret(database(), given).catch((error: unknown) => {
        secret = undefined;
        throw error;
      });
      return secret;
    },
    nowMs: Date.now,
  });
}

/** The client's address as the web server saw it, for limits. */
export function clientAddress(headers: { get(name: string): string | null }): string {
  return headers.get('x-belvedere-client') ?? 'unknown';
}
