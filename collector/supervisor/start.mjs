// @ts-check
import { access, constants } from 'node:fs/promises';
import { buildAll, bundlePrograms, generatePrismaClient } from './build.mjs';
import { Failure } from './failure.mjs';
import { signInLines } from './firstAdmin.mjs';
import { installPackages } from './install.mjs';
import { claimInstance } from './instance.mjs';
import { checkPorts } from './ports.mjs';
import { startServices } from './services.mjs';
import { readSettings, urlOf } from './settings.mjs';
import { Shutdown } from './shutdown.mjs';
import { complain, say } from './terminal.mjs';
import { watchCollector } from './watch.mjs';

/** `belvedere start`: everything a bare clone needs, then database, collector and web app. @param {string[]} args */
export function start(args) {
  return runUntilStopped(args, 'production', buildAll);
}

/** `belvedere dev`: the same, but the web app compiles as it is visited and the collector restarts with its sources. @param {string[]} args */
export async function dev(args) {
  await runUntilStopped(args, 'development', async () => {
    await generatePrismaClient();
    await bundlePrograms();
  });
}

/**
 * @param {string[]} args
 * @param {'production' | 'development'} mode
 * @param {() => Promise<void>} build
 */
async function runUntilStopped(args, mode, build) {
  const began = performance.now();
  const shutdown = new Shutdown();
  shutdown.obeySignals();
  try {
    const settings = readSettings(process.env, args);
    await checkReadable(settings.configFile);
    const instance = await claimInstance(settings.dataDir);
    shutdown.add('', () => instance.release());
    await checkPorts(portsOf(settings));
    await installPackages();
    await build();
    const { collector, firstAdmin } = await startServices(settings, instance, shutdown, mode);
    if (mode === 'development') shutdown.add('', await watchCollector(() => collector.restart()));
    greet(settings, firstAdmin, (performance.now() - began) / 1000);
  } catch (error) {
    // What a stop interrupts fails; that is no news.
    if (shutdown.isRunning) return;
    complain(error);
    await shutdown.run();
    process.exit(1);
  }
}

/** Before a minute of installing and building; what is in it, the collector checks. @param {string | undefined} configFile */
async function checkReadable(configFile) {
  if (configFile === undefined) return;
  await access(configFile, constants.R_OK).catch((error) => {
    throw new Failure(`${configFile}: cannot be read (${error.code}); BELVEDERE_CONFIG or --config.file names it`);
  });
}

/** @param {import('./settings.mjs').Settings} settings */
function portsOf({ web, collector, gatePort }) {
  return [
    { ...web, setting: 'PORT' },
    { ...collector, setting: 'BELVEDERE_COLLECTOR_PORT' },
    { host: '127.0.0.1', port: gatePort, setting: 'BELVEDERE_GATE_PORT' },
  ];
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('./firstAdmin.mjs').FirstAdmin} firstAdmin
 * @param {number} seconds
 */
function greet(settings, firstAdmin, seconds) {
  say('');
  say(`Belvedere is ready (${seconds.toFixed(1)} s)`);
  const home = settings.externalUrl ?? urlOf(settings.web);
  say(`  Home dashboard   ${home}/`);
  say(`  Prometheus API   ${urlOf(settings.collector)}/api/v1/`);
  for (const line of signInLines(home, settings.anonymousRole, firstAdmin)) say(line);
  say('Ctrl-C stops it.');
}
