// @ts-check
import { randomBytes } from 'node:crypto';

/** A value for one answer's inline scripts. @returns {string} */
export function makeNonce() {
  return randomBytes(18).toString('base64');
}

/**
 * The Content-Security-Policy of an answer: only scripts that carry the nonce run, and what those load. Styles may be
 * inline, as components place themselves by them; an injected style can deface but not run.
 * @param {string} nonce
 * @param {boolean} dev Next's development server evaluates code and reloads over a socket
 * @param {readonly string[]} ancestors further origins whose pages may show the answer in a frame
 * @returns {string}
 */
export function contentSecurityPolicy(nonce, dev, ancestors = []) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https: http:",
    "font-src 'self' data:",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ["frame-ancestors 'self'", ...ancestors].join(' '),
  ].join('; ');
}

/**
 * Headers of every answer of the web app, besides the policy.
 * @param {readonly string[]} ancestors as for the policy
 * @returns {Record<string, string>}
 */
export function securityHeaders(ancestors) {
  return {
    'X-Content-Type-Options': 'nosniff',
    // It knows no list of origins, and the policy says it all.
    ...(ancestors.length === 0 && { 'X-Frame-Options': 'SAMEORIGIN' }),
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
