// @ts-check
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { PROJECT } from './project.mjs';

/**
 * @typedef {object} Setting
 * @property {string} env
 * @property {string} flag without the dashes
 * @property {string} [fallback] undefined: not set
 * @property {string} help
 * @property {boolean} [isSwitch] the flag alone means true
 */

/** Everything that can be set, by environment or by flag; the flag wins. @type {readonly Setting[]} */
export const SETTINGS = [
  { env: 'PORT', flag: 'port', fallback: '3000', help: 'port of the web app' },
  { env: 'HOST', flag: 'host', fallback: '127.0.0.1', help: 'address of the web app' },
  { env: 'BELVEDERE_COLLECTOR_PORT', flag: 'collector.port', fallback: '9490', help: 'port of the collector' },
  { env: 'BELVEDERE_COLLECTOR_HOST', flag: 'collector.host', fallback: '127.0.0.1', help: 'address of the collector' },
  { env: 'BELVEDERE_GATE_PORT', flag: 'gate.port', help: "the collector's port for the web app; its own port + 1" },
  { env: 'DATABASE_URL', flag: 'database.url', help: 'PostgreSQL 15 or newer; without it an embedded one' },
  { env: 'BELVEDERE_DATA_DIR', flag: 'data.dir', fallback: '.belvedere', help: 'home of the embedded database' },
  { env: 'BELVEDERE_CONFIG', flag: 'config.file', help: 'a prometheus.yml; without it this machine is watched' },
  {
    env: 'BELVEDERE_RAW_RETENTION',
    flag: 'storage.tsdb.retention.time',
    fallback: '15d',
    help: 'how long samples are kept',
  },
  { env: 'BELVEDERE_QUERY_TIMEOUT', flag: 'query.timeout', fallback: '2m', help: 'longest time of a query' },
  {
    env: 'BELVEDERE_QUERY_MAX_SAMPLES',
    flag: 'query.max-samples',
    fallback: '50000000',
    help: 'samples a query may hold in memory',
  },
  {
    env: 'BELVEDERE_QUERY_LOOKBACK_DELTA',
    flag: 'query.lookback-delta',
    fallback: '5m',
    help: 'how far back a query looks for the newest sample',
  },
  {
    env: 'BELVEDERE_ENABLE_LIFECYCLE',
    flag: 'web.enable-lifecycle',
    fallback: 'false',
    help: 'allow POST /-/reload',
    isSwitch: true,
  },
  { env: 'BELVEDERE_LOG_LEVEL', flag: 'log.level', fallback: 'info', help: 'debug, info, warn or error' },
  { env: 'BELVEDERE_ALLOWED_HOSTS', flag: 'allowed.hosts', help: 'further names the collector may be called by' },
];

const COLLECTORS_OWN = [
  'BELVEDERE_RAW_RETENTION',
  'BELVEDERE_QUERY_TIMEOUT',
  'BELVEDERE_QUERY_MAX_SAMPLES',
  'BELVEDERE_QUERY_LOOKBACK_DELTA',
  'BELVEDERE_ENABLE_LIFECYCLE',
  'BELVEDERE_LOG_LEVEL',
  'BELVEDERE_ALLOWED_HOSTS',
];

/**
 * What a start runs with.
 * @typedef {object} Settings
 * @property {{ host: string, port: number }} web
 * @property {{ host: string, port: number }} collector
 * @property {number} gatePort
 * @property {string | undefined} databaseUrl undefined: embedded
 * @property {string} dataDir absolute
 * @property {string | undefined} configFile absolute
 * @property {Record<string, string | undefined>} forCollector what only the collector reads and checks
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} args flags as `--name=value` or `--name value`
 * @returns {Settings}
 * @throws Failure naming the setting
 */
export function readSettings(env, args) {
  const flags = readFlags(args);
  /** @param {string} name */
  const text = (name) => {
    const setting = SETTINGS.find((candidate) => candidate.env === name);
    return flags.get(name) ?? (env[name] || setting?.fallback);
  };
  const web = { host: loopback(text('HOST'), 'HOST'), port: port(text('PORT'), 'PORT') };
  const collector = {
    host: loopback(text('BELVEDERE_COLLECTOR_HOST'), 'BELVEDERE_COLLECTOR_HOST'),
    port: port(text('BELVEDERE_COLLECTOR_PORT'), 'BELVEDERE_COLLECTOR_PORT'),
  };
  const gate = text('BELVEDERE_GATE_PORT') ?? String(collector.port + 1);
  const configFile = text('BELVEDERE_CONFIG');
  return {
    web,
    collector,
    gatePort: port(gate, 'BELVEDERE_GATE_PORT'),
    databaseUrl: databaseUrl(text('DATABASE_URL')),
    dataDir: resolve(PROJECT, text('BELVEDERE_DATA_DIR') ?? ''),
    configFile: configFile === undefined ? undefined : resolve(configFile),
    forCollector: Object.fromEntries(COLLECTORS_OWN.map((name) => [name, text(name)])),
  };
}

/** @param {readonly string[]} args @returns {Map<string, string>} by name of the environment variable */
function readFlags(args) {
  const flags = new Map();
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name, attached] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) throw new Failure(`unexpected argument ${arg}; flags are written --name=value`);
    const isSwitch = SETTINGS.some((setting) => setting.flag === name && setting.isSwitch);
    const value = attached ?? (isSwitch ? 'true' : rest.shift());
    if (value === undefined) throw new Failure(`--${name} needs a value`);
    for (const [variable, text] of flagValues(name, value)) flags.set(variable, text);
  }
  return flags;
}

/** @param {string} name @param {string} value @returns {[string, string][]} */
function flagValues(name, value) {
  if (name === 'web.listen-address') {
    // Prometheus' own: the address of its API, which is the collector's.
    const [, host, listenPort] = /^(?:\[([^\]]*)\]|[^:]*):(\d+)$/.exec(value) ?? [];
    if (listenPort === undefined) throw new Failure(`--web.listen-address must be host:port, not ${value}`);
    return [
      ['BELVEDERE_COLLECTOR_HOST', host ?? (value.slice(0, value.indexOf(':')) || '0.0.0.0')],
      ['BELVEDERE_COLLECTOR_PORT', listenPort],
    ];
  }
  const setting = SETTINGS.find((candidate) => candidate.flag === name);
  if (!setting) throw new Failure(`unknown flag --${name}; node belvedere.mjs help lists the flags`);
  return [[setting.env, value]];
}

/** @param {string | undefined} value @param {string} name */
function port(value, name) {
  const number = Number(value);
  if (/^\d+$/.test(value ?? '') && number >= 1 && number <= 65535) return number;
  throw new Failure(`${name} must be a port from 1 to 65535, not ${value}`);
}

/** Nobody signs in yet, so nothing listens where others could reach it. @param {string | undefined} value @param {string} name */
function loopback(value = '', name) {
  if (value === 'localhost' || value === '::1' || /^127(\.\d{1,3}){3}$/.test(value)) return value;
  throw new Failure(`${name}=${value} is refused: without sign-in Belvedere listens on loopback only (127.0.0.1)`);
}

/** @param {string | undefined} value */
function databaseUrl(value) {
  if (value === undefined || /^postgres(ql)?:\/\//.test(value)) return value;
  throw new Failure('DATABASE_URL must begin with postgresql://');
}
