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

type Servers = readonly BenchServer[];

async function measureAll(servers: Servers): Promise<ResultRow[]> {
  const endMs = Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS;
  return [
    ...(await writeRows(servers, endMs)),
    ...(await queryRows(servers, endMs)),
    await diskRow(servers),
    ...(await scrapeRows(servers, 1_000)),
    ...(await scrapeRows(servers, 5_000)),
  ];
}

async function writeRows(servers: Servers, endMs: number): Promise<ResultRow[]> {
  console.log(`remote write: ${WRITTEN_SAMPLES} samples to each server`);
  const writes = await measureWrites(servers, endMs);
  for (const { cpu } of writes.values()) printParts(cpu);
  return [
    row(servers, 'remote write: CPU', 's per M samples', (server) => writes.get(server)?.cpu.perMillion),
    row(servers, 'remote write: 2,000 samples, durable', 'ms', (server) => writes.get(server)?.requestMs),
    row(servers, 'memory after it', 'MiB', (server) => memoryBytes(server) / 2 ** 20),
  ];
}

async function queryRows(servers: Servers, endMs: number): Promise<ResultRow[]> {
  console.log('queries');
  const queries = await measureQueries(servers, endMs);
  const mean = (kind: QueryTimes['kind']) => (server: BenchServer) =>
    geometricMean(queries.filter((one) => one.kind === kind).map((one) => one.medianMs.get(server) ?? Number.NaN));
  return [
    ...queries.map(({ name, kind, medianMs }) =>
      row(servers, `${kind === 'range' ? '1 h / 15 s' : 'instant'}: ${name}`, 'ms', (server) => medianMs.get(server)),
    ),
    row(servers, 'range queries, geometric mean', 'ms', mean('range')),
    row(servers, 'instant queries, geometric mean', 'ms', mean('instant')),
  ];
}

async function diskRow(servers: Servers): Promise<ResultRow> {
  console.log('bytes on disk');
  const stored = new Map<BenchServer, number>();
  for (const server of servers) stored.set(server, (await server.storedBytes()) / WRITTEN_SAMPLES);
  return row(servers, 'on disk', 'B per sample', (server) => stored.get(server));
}

async function scrapeRows(servers: Servers, seriesPerTarget: number): Promise<ResultRow[]> {
  console.log(`scrapes: 10 targets of ${seriesPerTarget} series, each second`);
  const scrapes = await measureScrapes(servers, seriesPerTarget);
  for (const [{ name }, { samples, cpu }] of scrapes) {
    console.log(`  ${name} scraped ${samples} samples`);
    printParts(cpu);
  }
  const cpuOf = (server: BenchServer) => scrapes.get(server)?.cpu.perMillion;
  return [row(servers, `scrapes of ${seriesPerTarget} series: CPU`, 's per M samples', cpuOf)];
}

/** @param value undefined where nothing was measured */
function row(
  servers: Servers,
  name: string,
  unit: string,
  value: (server: BenchServer) => number | undefined,
): ResultRow {
  const [ours = Number.NaN, ...peers] = servers.map((server) => value(server) ?? Number.NaN);
  return { name, unit, ours, peers };
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
