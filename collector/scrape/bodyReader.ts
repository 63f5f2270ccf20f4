import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { formatByteSize } from '@/collector/config/byteSize';
import { ScrapeError } from './scrapeError';

/**
 * Reads a response to its end, decompressed. At most `limitBytes` (0: no limit) are ever held, whatever the target
 * claims or compresses: the stream is destroyed as soon as it has given more. Rejects with ScrapeError.
 */
export function readBody(response: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') {
    if (limitBytes > 0 && Number(response.headers['content-length']) > limitBytes) {
      response.destroy();
      return Promise.reject(bodyTooLarge(limitBytes));
    }
    return collect(response, response, limitBytes);
  }
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    const gunzip = createGunzip();
    response.on('error', (error) => gunzip.destroy(error));
    response.on('aborted', () => gunzip.destroy(new Error('the target closed the connection within the body')));
    return collect(response.pipe(gunzip), response, limitBytes);
  }
  response.destroy();
  const shown = JSON.stringify(encoding.slice(0, 50));
  return Promise.reject(
    new ScrapeError('encoding', `unsupported Content-Encoding ${shown}: gzip and identity are read`),
  );
}

function collect(stream: Readable, response: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: Error) => {
      stream.destroy();
      response.destroy();
      reject(error);
    };
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (limitBytes > 0 && size > limitBytes) fail(bodyTooLarge(limitBytes));
      else chunks.push(chunk);
    });
    stream.on('error', (error) => fail(readError(error)));
    stream.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    // An early close without an error event would otherwise leave the scrape hanging until its timeout.
    stream.on('close', () => reject(readError(new Error('the target closed the connection within the body'))));
  });
}

function bodyTooLarge(limitBytes: number): ScrapeError {
  const limit = formatByteSize(limitBytes);
  return new ScrapeError('bodySizeLimit', `body size limit exceeded: more than ${limit} after decompression`);
}

function readError(error: Error): ScrapeError {
  if (error instanceof ScrapeError) return error;
  const compressed = 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
  if (compressed) return new ScrapeError('encoding', `cannot decompress the body: ${error.message}`, error);
  return new ScrapeError('connection', `cannot read the body: ${error.message}`, error);
}
