import { SESSION_COOKIE } from './sessions';

/** The headers of a request; `Headers` fits. */
export interface HeaderSource {
  get(name: string): string | null | undefined;
}

/** What a request brings to say who sends it. */
export type Credential =
  | { readonly type: 'none' }
  | { readonly type: 'session'; readonly token: string }
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly login: string; readonly password: string }
  /** An Authorization header that cannot be read. */
  | { readonly type: 'malformed' };

const MAX_HEADER_CHARS = 2048;
const MAX_TOKEN_CHARS = 256;

/** Grafana's user name for Basic credentials whose password is an API token. */
const TOKEN_LOGIN = 'api_key';

/** An Authorization header goes before a cookie. */
export function readCredential(headers: HeaderSource): Credential {
  const authorization = headers.get('authorization') ?? '';
  if (authorization !== '') return readAuthorization(authorization);
  const token = readCookie(headers.get('cookie') ?? '', SESSION_COOKIE);
  return token === undefined ? { type: 'none' } : { type: 'session', token };
}

function readAuthorization(header: string): Credential {
  const [, scheme, value = ''] = /^([A-Za-z]+) +(\S+) *$/.exec(header.slice(0, MAX_HEADER_CHARS)) ?? [];
  if (scheme?.toLowerCase() === 'bearer' && value.length <= MAX_TOKEN_CHARS) return { type: 'bearer', token: value };
  if (scheme?.toLowerCase() !== 'basic') return { type: 'malformed' };
  const [, login, password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  if (login === undefined) return { type: 'malformed' };
  return login === TOKEN_LOGIN ? { type: 'bearer', token: password } : { type: 'basic', login, password };
}

/** The first value of a cookie; undefined when it is not there or too long to be a token. */
export function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    return value !== '' && value.length <= MAX_TOKEN_CHARS ? value : undefined;
  }
  return undefined;
}
