import { describe, expect, it } from 'vitest';
import { ExpositionError } from './expositionError';
import { createParser } from './parser';
import { bytesOf, OPENMETRICS, readTestBody } from './parserTestKit';

const ROUNDS = 4000;
const CONTENT_TYPES = ['text/plain', OPENMETRICS];
const NASTY = bytesOf('\n\r \t"\\{},=#+-.0eE_:aN\0\u00e9');
const SEEDS = [
  bytesOf('# HELP a b\n# TYPE a counter\na{b="c",d="e\\"\\\\\\n"} 1.5e3 1234\n{"q.n","l.n"="v"} NaN\n'),
  bytesOf('# UNIT a_s s\n# TYPE a_s histogram\na_s_bucket{le="+Inf"} 4 1.5 # {t="u"} 0.5 1\n# EOF\n'),
  readTestBody('prom-client-15.openmetrics.txt'),
  readTestBody('nginx_exporter-0.11.0.txt'),
];

function randomizer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(seed: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Array.from(seed.subarray(0, 1 + random(seed.length)));
  for (let edits = random(8); edits > 0; edits--) {
    const at = random(bytes.length + 1);
    const byte = random(2) === 0 ? NASTY[random(NASTY.length)]! : random(256);
    if (random(3) === 0) bytes.splice(at, 1 + random(4));
    else if (random(2) === 0) bytes.splice(at, 0, byte);
    else bytes[Math.min(at, bytes.length)] = byte;
  }
  return Uint8Array.from(bytes);
}

/** Parses to the end or the first error; fails when the parser does not advance, or throws anything else. */
function checkTermination(contentType: string, body: Uint8Array): void {
  let entries = 0;
  try {
    const parser = createParser(contentType, body);
    for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) {
      if (++entries > body.length) throw new Error('the parser does not end');
      if (entry === 'series') {
        const labels = parser.labels();
        if (parser.seriesEnd <= parser.seriesStart || parser.seriesEnd > body.length) throw new Error('bad range');
        if (labels.length < 2 || labels.length % 2 !== 0) throw new Error('bad labels');
      } else if (entry !== 'comment') parser.metricName();
      if (entry === 'help') parser.help();
      if (entry === 'unit') parser.unit();
    }
  } catch (error) {
    if (!(error instanceof ExpositionError)) throw error;
  }
}

describe('hostile bodies', () => {
  it.each(CONTENT_TYPES)('%s: mutated and random bytes end in entries or an ExpositionError', (contentType) => {
    const random = randomizer(7);
    for (let round = 0; round < ROUNDS; round++) {
      checkTermination(contentType, mutate(SEEDS[random(SEEDS.length)]!, random));
      checkTermination(
        contentType,
        Uint8Array.from({ length: random(60) }, () => NASTY[random(NASTY.length)]!),
      );
    }
  });

  it('takes time linear in the body, whatever the body', () => {
    const size = 2_000_000;
    const bodies = [
      'a'.repeat(size),
      `a{b="${'\\\\'.repeat(size / 2)}"} 1`,
      `a{${Array.from({ length: size / 12 }, (_, i) => `l${1e6 - i}="v"`).join(',')}} 1`,
      `a ${'9'.repeat(size)}`,
      '"'.repeat(size),
      'a 1\n'.repeat(size / 4),
      '#'.repeat(size),
      '\n'.repeat(size),
    ];
    for (const text of bodies) {
      const body = bytesOf(text);
      const started = performance.now();
      checkTermination('text/plain', body);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});
