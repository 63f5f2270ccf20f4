// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { signalIfAlive } from '../../lib/db/embedded/processes.mjs';
import { Failure } from './failure.mjs';
import { PROJECT } from './project.mjs';

/**
 * @typedef {object} ChildSpec
 * @property {string} name for messages
 * @property {readonly string[]} args of Node
 * @property {NodeJS.ProcessEnv} env
 * @property {number} stopTimeoutMs after SIGTERM; then it is killed
 * @property {(line: string) => void} log takes each line it writes
 *
 * @typedef {object} Child a program that is ready
 * @property {number} pid
 * @property {Promise<string>} exited settles when it has ended, by itself or by `stop`, and says how
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a program of ours and waits until it says `{type: 'ready'}` over IPC.
 * @param {ChildSpec} spec
 * @param {(pid: number) => void} onSpawn told at once
 * @returns {Promise<Child>}
 * @throws Failure with what it said in `{type: 'fatal', message}`, or how it ended before it was ready
 */
export async function startChild({ name, args, env, stopTimeoutMs, log }, onSpawn) {
  const child = spawn(process.execPath, args, {
    cwd: PROJECT,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C goes to the terminal's foreground group, and the order of stopping is ours to decide.
    detached: true,
  });
  const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('error', (error) => resolve(`with ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
  });
  const pid = Number(child.pid);
  if (child.pid !== undefined) onSpawn(pid);
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', log);
  await new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (isMessage(message, 'ready')) resolve(undefined);
      else if (isMessage(message, 'fatal')) reject(new Failure(`the ${name} cannot start: ${message.message}`));
    });
    void exited.then((how) => reject(new Failure(`the ${name} ended ${how} before it was ready`)));
  });
  const stop = async () => {
    signalIfAlive(pid, 'SIGTERM');
    const timer = setTimeout(() => signalIfAlive(pid, 'SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  return { pid, exited, stop };
}

/** @param {unknown} value @param {string} type @returns {value is { type: string, message: unknown }} */
function isMessage(value, type) {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type;
}
