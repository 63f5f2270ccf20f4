import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '@/collector/api/testing/testServer';
import { RecordingStore } from '@/collector/push/recordingStore';
import { StorageUnavailableError } from '@/collector/storage/storage';
import { createImporter } from '@/collector/transfer/importExposition';
import { CollectorClient } from './collectorClient.mjs';
import { exportCommand } from './export.mjs';
import { lastFamily } from './exportResume.mjs';
import { readArguments } from './flags.mjs';
import { importFile } from './import.mjs';
import { lineChunks } from './lineChunks.mjs';
import { formatBytes, formatTime, ProgressLine } from './progressLine.mjs';

const folder = mkdtempSync(join(tmpdir(), 'belvedere-transfer-'));
const file = join(folder, 'samples.om');
const CHUNK_BYTES = 8 << 10;

let store = new RecordingStore();
let importer = createImporter({ appendable: store });
let server: TestServer;
let chunks = 0;
/** The chunk that the store does not make durable. */
let failAt = Infinity;

beforeAll(async () => {
  const counting: typeof importer = {
    take: async (chunk) => {
      const taken = await importer.take(chunk);
      if (++chunks < failAt) return taken;
      return { ...taken, durable: () => Promise.reject(new StorageUnavailableError('Postgres is away')) };
    },
  };
  server = await startTestServer({ importer: counting });
});

/** A collector that knows nothing yet. */
function restart(): void {
  store = new RecordingStore();
  importer = createImporter({ appendable: store });
}
beforeEach(() => {
  restart();
  chunks = 0;
  failAt = Infinity;
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.app.close();
  rmSync(folder, { recursive: true, force: true });
});

function take(name: string, given: { format?: string; skipErrors?: boolean } = {}) {
  const client = new CollectorClient({ url: server.url, token: undefined, onRetry: () => undefined, patienceMs: 0 });
  const { format = 'openmetrics', skipErrors = false } = given;
  return importFile(name, { client, format, skipErrors, chunkBytes: CHUNK_BYTES, progress: new ProgressLine() });
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `m{i="${i % 7}"} ${i} ${Math.floor(i / 7)}\n`).join('');
}

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('lineChunks', () => {
  it.each([1, 7, 64, 1_000])('cuts whole lines from pieces of %i bytes, and counts them', async (size) => {
    const text = `# TYPE m gauge\n${lines(200)}# TYPE n gauge\n# HELP n What\nn 1 1\n# EOF`;
    let joined = '';
    let line = 1;
    for await (const chunk of lineChunks(inPieces(text, size), 100)) {
      expect(chunk.firstLine).toBe(line);
      const body = chunk.body.toString();
      joined += body;
      line = chunk.nextLine;
      expect(chunk.endOffset).toBe(joined.length);
      // What a comment says is of the line after it.
      if (joined.length < text.length) expect(body).toMatch(/(^|\n)[^#\n]*\n$/);
    }
    expect(joined).toBe(text);
    expect(line).toBe(text.split('\n').length);
  });

  it('goes on in the middle, and refuses a line without end', async () => {
    const text = lines(100);
    const from = text.indexOf('\n', 500) + 1;
    let rest = '';
    for await (const { body } of lineChunks(inPieces(text, 50), 100, { offset: from, line: 9 }))
      rest += body.toString();
    expect(rest).toBe(text.slice(from));
    const endless = async () => {
      for await (const _ of lineChunks(inPieces('x'.repeat(1_000), 50), 100));
    };
    await expect(endless).rejects.toThrow('line 1 and the comments before it are longer than 100 bytes');
  });
});

describe('belvedere import', () => {
  it.each([false, true])('sends a file in chunks (gzip: %s)', async (zipped) => {
    const text = `${lines(5_000)}# EOF\n`;
    writeFileSync(file, zipped ? gzipSync(text) : text);
    expect(await take(file)).toBe(true);
    expect(chunks).toBeGreaterThan(5);
    expect(store.committed).toHaveLength(5_000);
    expect(existsSync(`${file}.belvedere-import`)).toBe(false);
  });

  it('goes on after an outage where it was, and begins anew when the file has changed', async () => {
    const text = `${lines(5_000)}# EOF\n`;
    writeFileSync(file, text);
    failAt = 4;
    await expect(take(file)).rejects.toThrow('Postgres is away');
    const { line } = JSON.parse(readFileSync(`${file}.belvedere-import`, 'utf8'));
    expect(line).toBeGreaterThan(500);
    restart();
    failAt = Infinity;
    expect(await take(file)).toBe(true);
    expect(store.committed).toHaveLength(5_000 - line + 1);

    failAt = chunks + 4;
    await expect(take(file)).rejects.toThrow('Postgres is away');
    writeFileSync(file, `x 1 1\n${text}`);
    restart();
    failAt = Infinity;
    expect(await take(file)).toBe(true);
    expect(store.committed).toHaveLength(5_001);
  });

  it.each([
    ['a broken line', `${lines(1_000)}m{ 1 1\n${lines(10)}# EOF\n`, /samples\.om: line 1001, column \d+: /],
    ['no end', lines(1_000), /does not end with # EOF: it was cut off.*its 1,000 lines are imported/],
    ['more after the end', `${lines(10)}# EOF\nm 1 1\n`, /line 12: there is more after # EOF/],
  ])('names the file and the line: %s', async (_name, text, message) => {
    writeFileSync(file, text);
    await expect(take(file)).rejects.toThrow(message);
    rmSync(`${file}.belvedere-import`, { force: true });
  });

  it('says what was left out, and that the file is not whole in the store', async () => {
    writeFileSync(file, `m 1 5\nm 2 5\n<\nm 3 6\n# EOF\n`);
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await take(file, { skipErrors: true })).toBe(false);
    const text = said.mock.calls.map(([chunk]) => String(chunk)).join('');
    expect(text).toContain('2 samples in');
    expect(text).toContain('1 refused, another value is stored for the same time; the first at line 2: m');
    expect(text).toContain('1 lines left out; the first: line 3, column 1: ');
  });

  it('tells of files that cannot be read', async () => {
    await expect(take(join(folder, 'none'))).rejects.toThrow('there is no file');
    writeFileSync(file, gzipSync(`${lines(5_000)}# EOF\n`).subarray(0, 5_000));
    await expect(take(file)).rejects.toThrow('the gzip data is damaged or cut off');
    rmSync(`${file}.belvedere-import`, { force: true });
  });
});

describe('belvedere export', () => {
  it('writes what the collector gives, and goes on after the last whole family', async () => {
    const output = join(folder, 'out.om');
    await exportCommand([`--url=${server.url}`, `--output=${output}`]);
    const whole = readFileSync(output, 'utf8');
    expect(whole).toMatch(/^# TYPE up gauge\n(.*\n)+# EOF\n$/);
    await expect(exportCommand([`--url=${server.url}`, `--output=${output}`, '--continue'])).rejects.toThrow(
      'is whole',
    );
    writeFileSync(output, `# TYPE a gauge\na 1 1\n${whole.slice(0, 40)}`);
    await exportCommand([`--url=${server.url}`, '--output', output, '--continue']);
    expect(readFileSync(output, 'utf8')).toBe(`# TYPE a gauge\na 1 1\n${whole}`);
  });

  it.each<[string, string | undefined, number]>([
    ['# TYPE a gauge\na 1 1\n# TYPE b counter\nb_total 1 1\nb_to', 'b', 21],
    ['# TYPE a gauge\na 1 1\n# TYPE b coun', 'a', 0],
    ['# TYPE "ö\\"x" unknown\n{"ö\\"x"} 1 1\n', 'ö"x', 0],
    [`# TYPE a gauge\n${'a 1 1\n'.repeat(400_000)}`, 'a', 0],
    [`# TYPE z gauge\n${'a 1 1\n'.repeat(174_761)}# TYPE b gauge\n${'b 1 1\n'.repeat(174_760)}`, 'b', 15 + 174_761 * 6],
    ['', undefined, 0],
  ])('finds the last family of a cut file (%#)', async (text, family, offset) => {
    const path = join(folder, 'cut.om');
    writeFileSync(path, text);
    expect(await lastFamily(path)).toEqual(family === undefined ? undefined : { isWhole: false, offset, family });
  });
});

describe('the rest', () => {
  it('reads flags', () => {
    const known = { flags: ['url', 'match'], switches: ['continue'] };
    const given = readArguments(['--url=a', 'x', '--match', 'b', '--continue', '--match=c', 'y'], known);
    expect([given.one('url'), given.all('match'), given.has('continue'), given.rest]).toEqual([
      'a',
      ['b', 'c'],
      true,
      ['x', 'y'],
    ]);
    expect(() => readArguments(['--urll=a'], known)).toThrow('unknown flag --urll; known are --url --match --continue');
    expect(() => readArguments(['--url'], known)).toThrow('--url needs a value');
  });

  it('prints numbers for people', () => {
    expect([0, 999, 1_000, 999_949, 999_950, 1.5e12].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '999.9 kB',
      '1.0 MB',
      '1.5 TB',
    ]);
    expect([400, 61_000, 3_660_000].map(formatTime)).toEqual(['0 s', '1 min 1 s', '1 h 1 min']);
  });
});
