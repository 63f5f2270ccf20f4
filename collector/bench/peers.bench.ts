/**
 * The whole collector with its Postgres beside Prometheus and VictoriaMetrics: the same remote write, the same queries,
 * the same targets. `BELVEDERE_BENCH_PROFILE=folder` leaves CPU profiles of the collector there, which Chromium's
 * developer tools open.
 */
import { startBelvedere } from './belvedereServer';
import { printParts } from './cpuCost';
import { closeConnections } from './httpRequest';
import { startPrometheus, startVictoriaMetrics } from './peerServers';
import { canMeasureProcesses } from './processUsage';
import { measureQueries, type QueryTimes } from './queryLoad';
import { geometricMean, printTable, type ResultRow } from './resultTable';
import { measureScrapes } from './scrapeLoad';
import { type BenchServer, memoryBytes } from './server';
import { INTERVAL_MS, measureWrites, WRITTEN_SAMPLES } from './writeLoad';

async function measureAll(servers: readonly BenchServer[]): Promise<ResultRow[]> {
  const endMs = Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS;
  const row = (name: string, unit: string, value: (server: BenchServer) => number): ResultRow => {
    const [ours = Number.NaN, ...peers] = servers.map(value);
    return { name, unit, ours, peers };
  };
  console.log(`remote write: ${WRITTEN_SAMPLES} samples to each server`);
  const writes = await measureWrites(servers, endMs);
  for (const { cpu } of writes.values()) printParts(cpu);
  const rows = [
    row('remote write: CPU', 's per M samples', (server) => writes.get(server)?.cpu.perMillion ?? Number.NaN),
    row('remote write: 2,000 samples, durable', 'ms', (server) => writes.get(server)?.requestMs ?? Number.NaN),
    row('memory after it', 'MiB', (server) => memoryBytes(server) / 2 ** 20),
  ];
  console.log('queries');
  rows.push(...queryRows(await measureQueries(servers, endMs), row));
  console.log('bytes on disk');
  const stored = new Map<BenchServer, number>();
  for (const server of servers) stored.set(server, await server.storedBytes());
  rows.push(row('on disk', 'B per sample', (server) => (stored.get(server) ?? Number.NaN) / WRITTEN_SAMPLES));
  console.log('scrapes: 10 targets of 1,000 series, each second');
  const scrapes = await measureScrapes(servers);
  for (const [{ name }, { samples, cpu }] of scrapes) {
    console.log(`  ${name} scraped ${samples} samples`);
    printParts(cpu);
  }
  rows.push(row('scrapes: CPU', 's per M samples', (server) => scrapes.get(server)?.cpu.perMillion ?? Number.NaN));
  return rows;
}

type MakeRow = (name: string, unit: string, value: (server: BenchServer) => number) => ResultRow;

function queryRows(queries: readonly QueryTimes[], row: MakeRow): ResultRow[] {
  const rows = queries.map(({ name, kind, medianMs }) =>
    row(
      `${kind === 'range' ? '1 h / 15 s' : 'instant'}: ${name}`,
      'ms',
      (server) => medianMs.get(server) ?? Number.NaN,
    ),
  );
  const mean = (kind: QueryTimes['kind']) =>
    row(`${kind} queries, geometric mean`, 'ms', (server) =>
      geometricMean(
        queries.filter((one) => one.kind === kind).map(({ medianMs }) => medianMs.get(server) ?? Number.NaN),
      ),
    );
  return [...rows, mean('range'), mean('instant')];
}

async function main(): Promise<void> {
  if (!canMeasureProcesses) {
    console.log('skipped: CPU time of other processes is read from /proc, which only Linux has');
    return;
  }
  const profiles = process.env['BELVEDERE_BENCH_PROFILE'];
  const servers: BenchServer[] = [];
  try {
    servers.push(await startBelvedere(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]));
    for (const start of [startPrometheus, startVictoriaMetrics]) {
      const peer = await start();
      if (peer !== undefined) servers.push(peer);
    }
    const rows = await measureAll(servers);
    const [, ...peers] = servers.map((server) => server.name);
    printTable(peers, rows);
  } finally {
    closeConnections();
    for (const server of servers.reverse()) await server.stop();
  }
}

await main();
