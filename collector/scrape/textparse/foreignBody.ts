import { ExpositionError, expositionErrorAt } from './expositionError';

const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * Refuses bodies that are no exposition at all, with a reason that names the likely mistake: a web page (a login
 * page, a wrong path) or bytes that were compressed without saying so.
 */
export function refuseForeignBody(body: Uint8Array, mediaType: string): void {
  if (body[0] === GZIP_MAGIC[0] && body[1] === GZIP_MAGIC[1]) {
    const reason = 'the body is gzip data, but the target sent no Content-Encoding header';
    throw new ExpositionError('compressed', 1, 1, reason);
  }
  const first = body.findIndex((byte) => byte > 0x20);
  // No line of either format can begin with '<', so nothing valid is refused here.
  if (first < 0 || body[first] !== 0x3c) return;
  const kind = mediaType === '' ? '' : ` (Content-Type ${mediaType})`;
  const reason = `the target answered with HTML or XML instead of metrics${kind}; check metrics_path and whether it asks for a login`;
  throw expositionErrorAt(body, first, 'html', reason);
}
