/** The same remote write requests for all servers. */
import { setTimeout as delay } from 'node:timers/promises';
import { type CpuCost, CpuMeter } from './cpuCost';
import { mustSucceed } from './httpRequest';
import { makeMachine, SERIES_PER_MACHINE } from './machineSeries';
import { median } from './median';
import type { BenchServer } from './server';
import { EncodedLabels, encodeRound } from './writeBodies';

export const MACHINES = 20;
export const INTERVAL_MS = 15_000;
const ROUNDS_PER_HOUR = 3_600_000 / INTERVAL_MS;
/** A server that runs for days has long compiled its loops, which takes V8 a million samples or so. */
const WARM_UP_ROUNDS = 3 * ROUNDS_PER_HOUR;
const ROUNDS = WARM_UP_ROUNDS + ROUNDS_PER_HOUR;
const SAMPLES_PER_ROUND = MACHINES * SERIES_PER_MACHINE;
/** Work behind the answers, such as VictoriaMetrics' flush every five seconds, belongs to the load. */
const SETTLE_MS = 6_000;

export const WRITTEN_SAMPLES = ROUNDS * SAMPLES_PER_ROUND;

export interface WriteCost {
  readonly cpu: CpuCost;
  /** Median time from request to answer, of one request with a sample of every series. */
  readonly requestMs: number;
}

const HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
};

/** Sends some hours of samples that end at `endMs`, each request to one server after the other. */
export async function measureWrites(
  servers: readonly BenchServer[],
  endMs: number,
): Promise<Map<BenchServer, WriteCost>> {
  const bodies = encodeAll(endMs);
  await sendRounds(servers, bodies.slice(0, WARM_UP_ROUNDS));
  await delay(SETTLE_MS);
  const meters = servers.map((server) => new CpuMeter(server));
  const times = await sendRounds(servers, bodies.slice(WARM_UP_ROUNDS));
  await delay(SETTLE_MS);
  const samples = ROUNDS_PER_HOUR * SAMPLES_PER_ROUND;
  const costs = new Map<BenchServer, WriteCost>();
  for (const [i, meter] of meters.entries()) {
    costs.set(meter.server, { cpu: meter.costOf(samples), requestMs: median(times[i] ?? []) });
  }
  return costs;
}

function encodeAll(endMs: number): Uint8Array[] {
  const machines = Array.from({ length: MACHINES }, (_, number) => makeMachine(number, INTERVAL_MS));
  const encoded = new EncodedLabels();
  return Array.from({ length: ROUNDS }, (_, round) =>
    encodeRound(machines, encoded, endMs - (ROUNDS - 1 - round) * INTERVAL_MS),
  );
}

/** @returns milliseconds of each request, by server */
async function sendRounds(servers: readonly BenchServer[], bodies: readonly Uint8Array[]): Promise<number[][]> {
  const times: number[][] = servers.map(() => []);
  for (const body of bodies) {
    for (const [i, server] of servers.entries()) {
      const startedMs = performance.now();
      await mustSucceed(`${server.url}/api/v1/write`, { method: 'POST', headers: HEADERS, body });
      times[i]?.push(performance.now() - startedMs);
    }
  }
  return times;
}
