import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasNodeExporter,
  type NodeExporterPeer,
  startNodeExporter,
} from '@/collector/exporters/testing/nodeExporterPeer';
import { writeStale } from '@/lib/labels/staleness';
import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { decodeValues, encodeValues } from './values';

const SCRAPES = 80;

/** Values by series text, one for each scrape that had it. */
async function record(address: string): Promise<Map<string, number[]>> {
  const recorded = new Map<string, number[]>();
  for (let scrape = 0; scrape < SCRAPES; scrape++) {
    const text = await (await fetch(`http://${address}/metrics`)).text();
    for (const line of text.split('\n')) {
      const end = line.lastIndexOf(' ');
      if (line.startsWith('#') || end < 0) continue;
      const name = line.slice(0, end);
      const values = recorded.get(name) ?? [];
      values.push(numberOf(line.slice(end + 1)));
      recorded.set(name, values);
    }
  }
  return recorded;
}

function numberOf(text: string): number {
  return { '+Inf': Infinity, '-Inf': -Infinity }[text] ?? Number(text);
}

function roundTrip(values: Float64Array): Float64Array {
  const out = new ByteWriter();
  encodeValues(out, values, 0, values.length);
  const decoded = new Float64Array(values.length);
  decodeValues(new ByteReader(out.finish()), decoded, 0, values.length);
  return decoded;
}

const bitsOf = (values: Float64Array) => new Uint32Array(values.buffer, values.byteOffset, values.length * 2);

describe.skipIf(!hasNodeExporter)('what a real node_exporter exposes', () => {
  let exporter: NodeExporterPeer;
  beforeAll(async () => {
    exporter = await startNodeExporter();
  });
  afterAll(() => exporter?.stop());

  it('comes back bit by bit, with a staleness marker at the end too', async () => {
    const recorded = await record(exporter.address);
    expect(recorded.size).toBeGreaterThan(200);
    for (const [name, samples] of recorded) {
      const values = Float64Array.from([...samples, 0]);
      writeStale(values, samples.length);
      for (const part of [values.slice(0, -1), values, values.slice(0, 1)]) {
        expect(bitsOf(roundTrip(part)), name).toEqual(bitsOf(part));
      }
    }
  }, 60_000);
});
