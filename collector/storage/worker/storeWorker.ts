/** The store worker: a thread of the collector that carries out one job at a time and reads pages at any time. */
import { parentPort, workerData } from 'node:worker_threads';
import { createPrisma } from '@/lib/db/client';
import { Lease } from '../postgres/lease';
import { jobProgress } from './job';
import { JOBS, type JobInput, type JobName, type JobOutput } from './jobs';
import {
  type FromWorker,
  failureOf,
  type ReadMessage,
  type RunMessage,
  type ToWorker,
  type WorkerStart,
} from './messages';
import { PageAccess } from './pageAccess';

/** Page reads, and the one job that runs. */
const MAX_CONNECTIONS = 4;

if (parentPort === null) throw new Error('BUG: the store worker was started as a program of its own');
const port = parentPort;
const { databaseUrl, epoch }: WorkerStart = workerData;
const prisma = createPrisma(databaseUrl, { maxConnections: MAX_CONNECTIONS, onConnectionLost: () => undefined });
const lease = Lease.borrow({ prisma, onLost: () => undefined }, epoch);
const access = new PageAccess(prisma, lease, (message) => say({ type: 'damage', message }));

/** A job lets page reads go first, but for no longer than this at a time. */
const LONGEST_PAUSE_MS = 100;

const reads = new Set<Promise<void>>();
const jobs = new Map<number, { readonly abort: AbortController; readonly ended: Promise<void> }>();

function say(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function start<N extends JobName>({ id, job, input }: RunMessage<N>): void {
  if (jobs.size > 0) throw new Error(`BUG: job ${job} was begun while another one runs`);
  const abort = new AbortController();
  const ended = carryOut(id, job, input, abort.signal).finally(() => jobs.delete(id));
  jobs.set(id, { abort, ended });
}

async function carryOut<N extends JobName>(id: number, job: N, input: JobInput<N>, signal: AbortSignal): Promise<void> {
  const onReport = (done: number, total: number) => say({ type: 'progress', id, done, total });
  const progress = jobProgress({ signal, onReport, othersTurn: readsTurn });
  try {
    const output: JobOutput<N> = await JOBS[job](access, input, progress);
    say({ type: 'done', id, output });
  } catch (error) {
    say({ type: 'failed', id, failure: failureOf(error) });
  }
}

/** Queries wait for reads, nobody waits for a job. */
async function readsTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (reads.size === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const longest = new Promise((resolve) => {
    timer = setTimeout(resolve, LONGEST_PAUSE_MS);
  });
  await Promise.race([Promise.all(reads), longest]);
  clearTimeout(timer);
}

function startRead(message: ReadMessage): void {
  const ended = read(message).finally(() => reads.delete(ended));
  reads.add(ended);
}

async function read(message: ReadMessage): Promise<void> {
  try {
    const pages = await readBytes(message);
    const output = pages.map((page) => page && withOwnBuffer(page));
    const buffers = output.flatMap((page) => (page ? [page.buffer] : []));
    say({ type: 'done', id: message.id, output }, buffers);
  } catch (error) {
    say({ type: 'failed', id: message.id, failure: failureOf(error) });
  }
}

async function readBytes(message: ReadMessage): Promise<readonly (Uint8Array | undefined)[]> {
  const { fresh, sealed } = access.tables;
  if (message.type === 'readPages') return sealed.read(message.key, message.pages);
  const found = await fresh.read(message.pages);
  return message.pages.map((id) => found.get(id));
}

/** Bytes that nothing else shares a buffer with: it can change threads without a copy. */
function withOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) return new Uint8Array(buffer);
  return new Uint8Array(bytes);
}

async function close(): Promise<void> {
  const running = [...jobs.values()];
  for (const { abort } of running) abort.abort(new Error('the store closes'));
  await Promise.all(running.map(({ ended }) => ended));
  await prisma.$disconnect();
  port.close();
}

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'run':
      start(message);
      break;
    case 'readFresh':
    case 'readPages':
      startRead(message);
      break;
    case 'abort':
      jobs.get(message.id)?.abort.abort(new Error('main gave the job up'));
      break;
    case 'close':
      void close();
      break;
    default:
      throw new Error(`BUG: unknown message ${JSON.stringify(message satisfies never)}`);
  }
});
