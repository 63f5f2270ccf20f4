import { parse, stringify } from 'yaml';

const MASK = '<secret>';

/** Keys whose values Prometheus' configuration treats as secrets, in every section. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'password',
  'credentials',
  'bearer_token',
  'client_secret',
  'secret_key',
  'access_key',
  'secret',
  'secrets',
  'token',
  'key',
  'api_key',
  'application_credential_secret',
]);

/** A configuration as YAML that may be shown: the values of secret keys and passwords in URLs are `<secret>`. */
export function maskSecrets(yamlText: string): string {
  return stringify(masked(parse(yamlText)) ?? {});
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/(\/\/[^/\s:@]*):[^/\s@]*@/g, `$1:${MASK}@`);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_KEYS.has(key) ? maskAll(inner) : masked(inner)]),
  );
}

function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskAll);
  return value === null || value === undefined || value === '' ? value : MASK;
}
