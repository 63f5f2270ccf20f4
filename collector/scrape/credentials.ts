import { readFile } from 'node:fs/promises';
import type { HttpClientConfig } from '@/collector/config/scrapeConfig';
import { ScrapeError } from './scrapeError';

/** Much more than any token, but no accident with a large file. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * The request headers that a configuration asks for: Authorization and further headers. Files are read for each
 * scrape, so that rotated tokens are picked up. Rejects with ScrapeError naming the file; never with its content.
 */
export async function credentialHeaders(config: HttpClientConfig): Promise<Record<string, string | string[]>> {
  const headers: Record<string, string | string[]> = {};
  const { basicAuth, authorization } = config;
  if (basicAuth !== undefined) {
    const username = basicAuth.usernameFile === '' ? basicAuth.username : await readSecret(basicAuth.usernameFile);
    const password =
      basicAuth.passwordFile === '' ? (basicAuth.password?.reveal() ?? '') : await readSecret(basicAuth.passwordFile);
    headers['authorization'] = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  } else if (authorization !== undefined) {
    const { type, credentials, credentialsFile } = authorization;
    const token = credentialsFile === '' ? (credentials?.reveal() ?? '') : await readSecret(credentialsFile);
    headers['authorization'] = `${type} ${token}`;
  }
  for (const { name, values, secrets, files } of config.headers) {
    const fromFiles = await Promise.all(files.map(readSecret));
    headers[name.toLowerCase()] = [...values, ...secrets.map((secret) => secret.reveal()), ...fromFiles];
  }
  return headers;
}

/** The file's text without blanks at the ends. */
export async function readSecret(file: string): Promise<string> {
  try {
    const content = await readFile(file);
    if (content.length > MAX_FILE_BYTES) throw new Error(`larger than ${MAX_FILE_BYTES} bytes`);
    return content.toString('utf8').trim();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ScrapeError('credentials', `unable to read ${file}: ${reason}`, cause);
  }
}
