// @ts-check
import { spawn } from 'node:child_process';
import { Failure } from './failure.mjs';
import { PROJECT } from './project.mjs';

/** Enough of what a program wrote to see why it failed. */
const KEPT_CHARACTERS = 20_000;

/** Programs that run now, so that a stop can end them. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends all programs that run, kindly. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end in the project's folder; its output is shown only if it fails.
 * @param {string} title for the message, as in "npm ci"
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @throws Failure
 */
export async function runProgram(title, file, args, env) {
  const { code, output } = await captureProgram(file, args, env);
  if (code === 0) return;
  if (/ENOSPC|No space left on device/i.test(output)) throw new Failure(`${title}: the disk is full`);
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new Failure(`${title} failed (${code === null ? 'it was killed' : `code ${code}`}); what it said is above`);
}

/**
 * Runs a Node program, given as for `runProgram`.
 * @param {string} title
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runNode(title, args, env) {
  return runProgram(title, process.execPath, args, env);
}

/**
 * Runs a program whose output people want to see.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 1 when it was killed
 */
export function runVisibly(file, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: PROJECT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    running.add(child);
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program to its end, whatever that is.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number | null, output: string }>} code null: killed; output: the end of what it wrote
 */
export function captureProgram(file, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    });
  });
}
