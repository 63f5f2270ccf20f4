import { ROLES, type Role } from '@/lib/api/visitor';

/** What sign-in is set up with; the supervisor passes it to each process. */
export interface AuthSettings {
  readonly anonymousRole: Role | undefined;
  /** Public address of the web app, no slash at the end; undefined when it is not known. */
  readonly externalUrl: string | undefined;
  /** Undefined: the database keeps one. */
  readonly secret: string | undefined;
}

/** Without the supervisor nothing is known of the network, so nobody is let in without a credential. */
export function readAuthSettings(env: Readonly<Record<string, string | undefined>>): AuthSettings {
  const role = env['BELVEDERE_ANONYMOUS_ROLE'];
  return {
    anonymousRole: ROLES.find((candidate) => candidate === role),
    externalUrl: env['BELVEDERE_EXTERNAL_URL']?.replace(/\/+$/, '') || undefined,
    secret: env['BELVEDERE_SECRET'] || undefined,
  };
}
