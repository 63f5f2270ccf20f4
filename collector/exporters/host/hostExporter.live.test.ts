import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExposition, type TestFamily } from './expositionTestKit';
import { createHostExporter, hostExporterSupported } from './hostExporter';

const BINARY = 'prometheus-node-exporter';
const installed = hostExporterSupported() && spawnSync(BINARY, ['--version']).error === undefined;
if (!installed) console.warn(`skipped: the comparison with node_exporter needs the Debian package ${BINARY}`);

/** Ours and theirs, each read as near to the other in time as possible. */
const OURS =
  /^node_(cpu_|memory_|load|disk_|filesystem_|network_(receive|transmit)_|netstat_|vmstat_|context|forks|intr|boot|procs|uname|time_|filefd|sockstat|pressure)/;
/** One sysfs property begins like the netdev counters. */
const OTHERS = new Set(['node_network_transmit_queue_length']);

describe.skipIf(!installed)('beside the real node_exporter', () => {
  let peer: ChildProcess;
  let theirs: Map<string, TestFamily>;
  let ours: Map<string, TestFamily>;

  beforeAll(async () => {
    const address = `127.0.0.1:${await freePort()}`;
    peer = spawn(BINARY, [`--web.listen-address=${address}`], { stdio: 'ignore' });
    const exporter = createHostExporter();
    await exporter.collect();
    theirs = parseExposition(await fetchUntilUp(`http://${address}/metrics`));
    ours = parseExposition(await exporter.collect());
  }, 30_000);

  afterAll(async () => {
    const exited = once(peer, 'exit');
    peer.kill();
    await exited;
  });

  it('exposes the same families', () => {
    const names = [...theirs.keys()].filter((name) => OURS.test(name) && !OTHERS.has(name)).sort();
    expect(names.length).toBeGreaterThanOrEqual(100);
    expect([...ours.keys()].filter((name) => OURS.test(name)).sort()).toEqual(names);
  });

  it('gives each family the same type, help and label sets', () => {
    for (const [name, family] of ours) {
      if (!OURS.test(name)) continue;
      const { type, help, samples } = theirs.get(name)!;
      expect({ type: family.type, help: family.help }, name).toEqual({ type, help });
      expect([...family.samples.keys()].sort(), name).toEqual([...samples.keys()].sort());
    }
  });

  it('gives the same values but for what changes within a second', () => {
    for (const [name, family] of ours) {
      if (!OURS.test(name)) continue;
      for (const [labels, value] of family.samples) {
        const other = theirs.get(name)!.samples.get(labels)!;
        expect(Math.abs(value - other), `${name}${labels}: ours ${value}, theirs ${other}`).toBeLessThanOrEqual(
          driftOf(name, other),
        );
      }
    }
  });

  it('succeeds in every collector that the real one succeeds in', () => {
    const success = ours.get('node_scrape_collector_success')!.samples;
    const reference = theirs.get('node_scrape_collector_success')!.samples;
    for (const [collector, value] of success) expect(value, collector).toBe(reference.get(collector));
  });
});

/** What may change between the two readings, on a machine that runs tests at the same time. */
function driftOf(name: string, value: number): number {
  if (/_info$|_boot_time|MemTotal|_size_bytes|_maximum|_readonly|_device_error|_files$|zone_offset/.test(name))
    return 0;
  if (/^node_(cpu|pressure|time|load)|_time_seconds_total$/.test(name)) return 5;
  if (/_bytes(_total)?$/.test(name)) return Math.max(value * 0.1, 512 * 2 ** 20);
  return Math.max(value * 0.2, 200_000);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function fetchUntilUp(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await (await fetch(url)).text();
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
