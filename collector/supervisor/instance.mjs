// @ts-check
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, isAlive, signalIfAlive, waitUntilGone } from '../../lib/db/embedded/processes.mjs';
import { Failure } from './failure.mjs';

const LEFTOVER_TIMEOUT_MS = 20_000;
/** Command lines of what a supervisor starts. */
const OUR_CHILD = /(dist\/collector\.mjs|supervisor\/web\/server\.mjs)/;

/**
 * The one supervisor of a data directory, written down in `supervisor.json` there with its children.
 */
export class Instance {
  /** @type {Set<number>} */
  #children = new Set();
  #path;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /** Notes a child, so that the next start can wait for it should this process be killed. @param {number} pid */
  async addChild(pid) {
    this.#children.add(pid);
    for (const child of this.#children) if (!isAlive(child)) this.#children.delete(child);
    await writeFile(this.#path, summary([...this.#children]));
  }

  async release() {
    await rm(this.#path, { force: true });
  }
}

/**
 * Makes this process the supervisor of a data directory; waits for the children of one that was killed.
 * @param {string} dataDir
 * @returns {Promise<Instance>}
 * @throws Failure when another one runs
 */
export async function claimInstance(dataDir) {
  const path = join(dataDir, 'supervisor.json');
  await mkdir(dataDir, { recursive: true }).catch((error) => {
    if (!['EEXIST', 'ENOTDIR', 'ENOENT'].includes(error.code)) throw error;
    throw new Failure(`cannot make the data directory ${dataDir} (${error.code}); set BELVEDERE_DATA_DIR to another`);
  });
  const last = await readInstance(path);
  if (last !== undefined) {
    if (last.pid !== process.pid && isAlive(last.pid) && (await commandLine(last.pid)).includes('belvedere')) {
      throw new Failure(
        `Belvedere already runs on ${dataDir} (process ${last.pid}); set BELVEDERE_DATA_DIR for a second`,
      );
    }
    await endLeftovers(last.children);
    await rm(path, { force: true });
  }
  const file = await open(path, 'wx').catch((error) => {
    if (error.code === 'EEXIST') throw new Failure(`Belvedere is being started on ${dataDir} by another process`);
    throw error;
  });
  await file.writeFile(summary([]));
  await file.close();
  return new Instance(path);
}

/** They stop by themselves when their supervisor is gone; who does not is killed. @param {number[]} pids */
async function endLeftovers(pids) {
  const ours = [];
  for (const pid of pids) if (OUR_CHILD.test(await commandLine(pid))) ours.push(pid);
  if (await waitUntilGone(ours, LEFTOVER_TIMEOUT_MS)) return;
  for (const pid of ours) signalIfAlive(pid, 'SIGKILL');
  await waitUntilGone(ours, LEFTOVER_TIMEOUT_MS);
}

/** @param {string} path @returns {Promise<{ pid: number, children: number[] } | undefined>} */
async function readInstance(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { pid, children } = JSON.parse(text);
    if (Number.isInteger(pid) && Array.isArray(children)) return { pid, children: children.filter(Number.isInteger) };
  } catch {
    // Cut short by a crash: whoever wrote it is gone.
  }
  return { pid: process.pid, children: [] };
}

/** @param {number[]} children */
function summary(children) {
  return `${JSON.stringify({ pid: process.pid, children })}\n`;
}
