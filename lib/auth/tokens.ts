import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits as text for a cookie, a header or a link. */
export function newToken(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** Hexadecimal. Enough for tokens, which cannot be guessed; passwords need scrypt. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** HMAC-SHA-256, hexadecimal. */
export function keyedHash(key: string | Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
