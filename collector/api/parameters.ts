/** Parameters of a request, from its query string and its form body, with Prometheus' messages. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, invalidParameter } from './apiError';
import { parseDuration, parseTime } from './parseTime';

const FORM = 'application/x-www-form-urlencoded';

/** Lets routes read form bodies; the parsed body is a URLSearchParams. */
export function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(typeof body === 'string' ? body : body.toString('utf8')));
  });
}

/** Form fields come before fields of the URL with the same name, as in Go's Request.Form. */
export class Parameters {
  private constructor(private readonly sources: readonly URLSearchParams[]) {}

  static of(request: FastifyRequest): Parameters {
    const start = request.url.indexOf('?');
    const fromUrl = new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
    return new Parameters(request.body instanceof URLSearchParams ? [request.body, fromUrl] : [fromUrl]);
  }

  /** The first value, or '' when there is none. */
  text(name: string): string {
    for (const source of this.sources) {
      const value = source.get(name);
      if (value !== null) return value;
    }
    return '';
  }

  /** All values, for parameters like `match[]`. */
  all(name: string): string[] {
    return this.sources.flatMap((source) => source.getAll(name));
  }

  /** A time in ms that must be given. */
  time(name: string): number {
    const text = this.text(name);
    const ms = parseTime(text);
    if (ms === undefined) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
    return ms;
  }

  timeOr(name: string, fallbackMs: number): number {
    return this.text(name) === '' ? fallbackMs : this.time(name);
  }

  /** A duration in ms that must be given. */
  duration(name: string): number {
    const text = this.text(name);
    const ms = parseDuration(text);
    if (ms === undefined) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
    return ms;
  }

  durationIfGiven(name: string): number | undefined {
    return this.text(name) === '' ? undefined : this.duration(name);
  }

  /** A count; 0 (no limit) when it is not given. */
  limit(name = 'limit'): number {
    const text = this.text(name);
    if (text === '') return 0;
    if (!/^[+-]?\d+$/.test(text)) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a number`);
    const limit = Number(text);
    if (limit < 0) throw invalidParameter(name, 'limit must be non-negative');
    if (!Number.isSafeInteger(limit)) throw new ApiError('bad_data', `parameter ${name} is too large: ${text}`);
    return limit;
  }
}
