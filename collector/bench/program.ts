/** Programs that a benchmark starts and stops. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { httpRequest } from './httpRequest';

const DEFAULT_READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const KEPT_CHARACTERS = 4_000;

export interface ProgramSpec {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Answers 200 once the program is ready. */
  readonly readyUrl: string;
  readonly readyTimeoutMs?: number;
}

export interface Program {
  readonly pid: number;
  /** Ends it with SIGTERM, and with SIGKILL when it does not obey. */
  stop(): Promise<void>;
}

/** Rejects with the end of what the program said, when it ends or does not get ready in time. */
export async function startProgram(spec: ProgramSpec): Promise<Program> {
  const { file, args, env = process.env, cwd, readyUrl, readyTimeoutMs = DEFAULT_READY_TIMEOUT_MS } = spec;
  const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT_CHARACTERS);
    });
  }
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  };
  const failed = await Promise.race([exited.then((how) => `ended: ${how}`), untilReady(readyUrl, readyTimeoutMs)]);
  if (failed === undefined) return { pid: Number(child.pid), stop };
  await stop();
  throw new Error(`${file} ${failed}\n${said}`);
}

/** @returns what went wrong */
async function untilReady(url: string, timeoutMs: number): Promise<string | undefined> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < timeoutMs) {
    const status = await httpRequest(url, {}).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return undefined;
    await delay(100);
  }
  return `did not answer at ${url} within ${timeoutMs / 1000} s`;
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('BUG: no TCP address');
  return address.port;
}
