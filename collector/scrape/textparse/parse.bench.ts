/** Samples per second of the exposition parser, on one core. Run from the project's root. */
import { readFileSync } from 'node:fs';
import { createParser } from './parser';

const SECONDS = 1.5;

function measure(name: string, file: string, withLabels: boolean): void {
  const body = readFileSync(`collector/scrape/textparse/testdata/${file}`);
  const run = (): number => {
    const parser = createParser('text/plain', body);
    let samples = 0;
    for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) {
      if (entry !== 'series') continue;
      samples++;
      if (withLabels) parser.labels();
    }
    return samples;
  };
  for (let i = 0; i < 50; i++) run();
  const started = performance.now();
  let samples = 0;
  while (performance.now() - started < SECONDS * 1000) samples += run();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${name}: ${(samples / seconds / 1e6).toFixed(2)} M samples/s`);
}

measure('parse node_exporter, known series', 'node_exporter-1.5.0.txt', false);
measure('parse node_exporter, with labels', 'node_exporter-1.5.0.txt', true);
measure('parse prometheus, known series', 'prometheus-2.42.0.txt', false);
