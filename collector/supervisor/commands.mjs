// @ts-check
import { readFile } from 'node:fs/promises';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';
import { SETTINGS } from './settings.mjs';
import { complain, say } from './terminal.mjs';

/** @typedef {(args: string[]) => Promise<void>} Command */

/** @type {Record<string, { help: string, load: () => Promise<Command> }>} */
const COMMANDS = {
  start: { help: 'run database, collector and web app', load: async () => (await import('./start.mjs')).start },
  dev: { help: 'the same, following the sources as they change', load: async () => (await import('./start.mjs')).dev },
  test: { help: 'check types and style, run all tests', load: async () => (await import('./test.mjs')).test },
  bench: {
    help: 'run the benchmarks, or those whose path holds a word',
    load: async () => (await import('./bench.mjs')).bench,
  },
  import: {
    help: 'send files of samples in OpenMetrics to a running collector',
    load: async () => (await import('./transfer/import.mjs')).importCommand,
  },
  export: {
    help: 'write samples of a running collector as OpenMetrics',
    load: async () => (await import('./transfer/export.mjs')).exportCommand,
  },
  help: { help: 'this', load: async () => help },
  version: { help: 'the version', load: async () => version },
};

/**
 * The command line: `belvedere [command] [flags]`; without a command it starts.
 * @param {string[]} args
 */
export async function main(args) {
  const { name, flags } = readCommand(args);
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new Failure(`unknown command ${name}; node belvedere.mjs help lists them`);
    await (await command.load())(flags);
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}

/** @param {string[]} args @returns {{ name: string, flags: string[] }} */
function readCommand(args) {
  const [first = 'start', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) return { name: 'help', flags: [] };
  if (first === '--version') return { name: 'version', flags: [] };
  return first.startsWith('--') ? { name: 'start', flags: args } : { name: first, flags: rest };
}

async function help() {
  say('node belvedere.mjs [command] [--flag=value …]\n');
  for (const [name, command] of Object.entries(COMMANDS)) say(`  ${name.padEnd(10)}${command.help}`);
  say('\nFlags of start and dev, with the environment variables that mean the same:\n');
  for (const { flag, env, fallback, help } of SETTINGS) {
    say(`  --${flag.padEnd(29)}${env.padEnd(32)}${help}${fallback === undefined ? '' : ` (${fallback})`}`);
  }
  say(`  ${'--web.listen-address'.padEnd(58)}host:port of the collector, as in Prometheus`);
}

async function version() {
  say(JSON.parse(await readFile(inProject('package.json'), 'utf8')).version);
}
