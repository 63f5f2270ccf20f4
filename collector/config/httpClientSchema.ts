import { z } from 'zod';
import { flag, labelMap, scalar, secret, section, url } from './fields';
import type { Authorization, BasicAuth, HttpClientConfig, HttpHeader, TlsConfig, TlsVersion } from './scrapeConfig';

const TLS_VERSIONS: Readonly<Record<string, TlsVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
};

const tlsVersion = scalar(`one of ${Object.keys(TLS_VERSIONS).join(', ')}`, (text) =>
  Object.hasOwn(TLS_VERSIONS, text) ? TLS_VERSIONS[text] : undefined,
);

export const tlsSchema = section({
  ca: z.string().optional(),
  ca_file: z.string().optional(),
  ca_ref: z.string().optional(),
  cert: z.string().optional(),
  cert_file: z.string().optional(),
  cert_ref: z.string().optional(),
  key: secret.optional(),
  key_file: z.string().optional(),
  key_ref: z.string().optional(),
  server_name: z.string().optional(),
  insecure_skip_verify: flag.optional(),
  min_version: tlsVersion.optional(),
  max_version: tlsVersion.optional(),
});

const basicAuth = section({
  username: z.string().optional(),
  username_file: z.string().optional(),
  username_ref: z.string().optional(),
  password: secret.optional(),
  password_file: z.string().optional(),
  password_ref: z.string().optional(),
});

const authorization = section({
  type: z.string().optional(),
  credentials: secret.optional(),
  credentials_file: z.string().optional(),
  credentials_ref: z.string().optional(),
});

const proxyShape = {
  proxy_url: url.optional(),
  no_proxy: z.string().optional(),
  proxy_from_environment: flag.optional(),
  proxy_connect_header: z.record(z.string(), z.array(secret)).optional(),
};

const oauth2 = section({
  client_id: z.string().min(1, 'oauth2 client_id must be configured'),
  client_secret: secret.optional(),
  client_secret_file: z.string().optional(),
  client_secret_ref: z.string().optional(),
  client_certificate_key_id: z.string().optional(),
  client_certificate_key: secret.optional(),
  client_certificate_key_file: z.string().optional(),
  client_certificate_key_ref: z.string().optional(),
  grant_type: z.string().optional(),
  signature_algorithm: z.string().optional(),
  iss: z.string().optional(),
  audience: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).optional(),
  scopes: z.array(z.string()).optional(),
  token_url: z.string().min(1, 'oauth2 token_url must be configured'),
  endpoint_params: labelMap.optional(),
  tls_config: tlsSchema.optional(),
  ...proxyShape,
});

const header = section({
  values: z.array(z.string()).optional(),
  secrets: z.array(secret).optional(),
  files: z.array(z.string()).optional(),
});

/** The fields of Prometheus' HTTP client, which stand among those of a scrape config (prometheus/common: config). */
export const httpClientShape = {
  basic_auth: basicAuth.optional(),
  authorization: authorization.optional(),
  oauth2: oauth2.optional(),
  bearer_token: secret.optional(),
  bearer_token_file: z.string().optional(),
  tls_config: tlsSchema.optional(),
  follow_redirects: flag.optional(),
  enable_http2: flag.optional(),
  http_headers: z.record(z.string(), header).optional(),
  ...proxyShape,
};

const httpClientFields = z.object(httpClientShape);
export type HttpClientFields = z.output<typeof httpClientFields>;

/** Headers that are made by other fields or by HTTP itself. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  ...['authorization', 'host', 'content-encoding', 'content-length', 'content-type', 'user-agent', 'connection'],
  ...['keep-alive', 'proxy-authenticate', 'proxy-authorization', 'www-authenticate', 'accept-encoding'],
  ...['x-prometheus-remote-write-version', 'x-prometheus-remote-read-version', 'x-prometheus-scrape-timeout-seconds'],
  ...['accept', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
]);
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What does not fit together in an HTTP client's fields, with the field to blame. */
export function httpClientProblems(raw: HttpClientFields): (readonly [field: string, message: string])[] {
  const problems: (readonly [string, string])[] = [];
  const bearer = [raw.bearer_token, raw.bearer_token_file].filter((given) => given !== undefined).length;
  const methods = [raw.basic_auth, raw.authorization, raw.oauth2].filter((given) => given !== undefined).length;
  if (bearer > 1) problems.push(['bearer_token', 'at most one of bearer_token & bearer_token_file must be configured']);
  if (methods + Math.min(bearer, 1) > 1) {
    const field = raw.basic_auth ? 'basic_auth' : 'authorization';
    problems.push([
      field,
      'at most one of basic_auth, authorization, oauth2, bearer_token & bearer_token_file must be configured',
    ]);
  }
  if (raw.basic_auth?.username !== undefined && raw.basic_auth.username_file !== undefined) {
    problems.push(['basic_auth', 'at most one of username & username_file must be configured']);
  }
  if (raw.basic_auth?.password !== undefined && raw.basic_auth.password_file !== undefined) {
    problems.push(['basic_auth', 'at most one of password & password_file must be configured']);
  }
  if (raw.authorization?.credentials !== undefined && raw.authorization.credentials_file !== undefined) {
    problems.push(['authorization', 'at most one of credentials & credentials_file must be configured']);
  }
  if (raw.authorization?.type?.trim().toLowerCase() === 'basic') {
    problems.push(['authorization', 'authorization type cannot be set to "basic", use "basic_auth" instead']);
  }
  for (const name of Object.keys(raw.http_headers ?? {})) {
    if (!HEADER_NAME.test(name)) problems.push(['http_headers', `${JSON.stringify(name)} is not a valid header name`]);
    if (RESERVED_HEADERS.has(name.toLowerCase())) problems.push(['http_headers', `${name} is a reserved header`]);
  }
  return problems;
}

/** `resolvePath` makes a path of the file absolute. */
export function httpClientOf(
  raw: HttpClientFields,
  resolvePath: (path: string | undefined) => string,
): HttpClientConfig {
  const tls = raw.tls_config;
  return {
    basicAuth: basicAuthOf(raw, resolvePath),
    authorization: authorizationOf(raw, resolvePath),
    tls: {
      ca: tls?.ca ?? '',
      caFile: resolvePath(tls?.ca_file),
      cert: tls?.cert ?? '',
      certFile: resolvePath(tls?.cert_file),
      key: tls?.key,
      keyFile: resolvePath(tls?.key_file),
      serverName: tls?.server_name ?? '',
      insecureSkipVerify: tls?.insecure_skip_verify ?? false,
      minVersion: tls?.min_version,
      maxVersion: tls?.max_version,
    } satisfies TlsConfig,
    followRedirects: raw.follow_redirects ?? true,
    headers: Object.entries(raw.http_headers ?? {}).map(
      ([name, { values, secrets, files }]): HttpHeader => ({
        name,
        values: values ?? [],
        secrets: secrets ?? [],
        files: (files ?? []).map(resolvePath),
      }),
    ),
  };
}

function basicAuthOf(raw: HttpClientFields, resolvePath: (path: string | undefined) => string): BasicAuth | undefined {
  const auth = raw.basic_auth;
  if (auth === undefined) return undefined;
  return {
    username: auth.username ?? '',
    usernameFile: resolvePath(auth.username_file),
    password: auth.password,
    passwordFile: resolvePath(auth.password_file),
  };
}

function authorizationOf(
  raw: HttpClientFields,
  resolvePath: (path: string | undefined) => string,
): Authorization | undefined {
  const auth = raw.authorization;
  if (auth !== undefined) {
    const type = auth.type?.trim() || 'Bearer';
    return { type, credentials: auth.credentials, credentialsFile: resolvePath(auth.credentials_file) };
  }
  if (raw.bearer_token === undefined && raw.bearer_token_file === undefined) return undefined;
  return { type: 'Bearer', credentials: raw.bearer_token, credentialsFile: resolvePath(raw.bearer_token_file) };
}
