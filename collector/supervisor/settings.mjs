// @ts-check
import { hostname } from 'node:os';
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
    help: 'how long samples are kept as they came',
  },
  {
    env: 'BELVEDERE_5M_RETENTION',
    flag: 'storage.5m.retention.time',
    fallback: '90d',
    help: 'how long the 5m tier is kept; 0s switches it off',
  },
  {
    env: 'BELVEDERE_1H_RETENTION',
    flag: 'storage.1h.retention.time',
    fallback: '5y',
    help: 'how long the 1h tier is kept; 0s switches it off',
  },
  {
    env: 'BELVEDERE_RETENTION_SIZE',
    flag: 'storage.tsdb.retention.size',
    help: 'room the store may take on disk, such as 50GB; without it no bound',
  },
  {
    env: 'BELVEDERE_RETENTION_RULES',
    flag: 'storage.retention.rules',
    help: 'a YAML file with other retention times for some series',
  },
  {
    env: 'BELVEDERE_MAX_SERIES',
    flag: 'storage.max-series',
    fallback: '2000000',
    help: 'series in memory at most; new ones over it are refused; 0: no limit',
  },
  {
    env: 'BELVEDERE_MAX_SERIES_PER_JOB',
    flag: 'storage.max-series-per-job',
    fallback: '1000000',
    help: 'the same for the series of one job',
  },
  {
    env: 'BELVEDERE_MAX_NEW_SERIES_PER_HOUR',
    flag: 'storage.max-new-series-per-hour',
    fallback: '1000000',
    help: 'new series of one job within an hour; 0: no limit',
  },
  { env: 'BELVEDERE_MAX_LABELS', flag: 'storage.max-labels', fallback: '128', help: 'labels of a series at most' },
  {
    env: 'BELVEDERE_MAX_LABEL_NAME_BYTES',
    flag: 'storage.max-label-name-bytes',
    fallback: '1024',
    help: 'bytes of a label name at most',
  },
  {
    env: 'BELVEDERE_MAX_LABEL_VALUE_BYTES',
    flag: 'storage.max-label-value-bytes',
    fallback: '4096',
    help: 'bytes of a label value at most',
  },
  {
    env: 'BELVEDERE_IDLE_SERIES',
    flag: 'storage.idle-series',
    fallback: '3h',
    help: 'a series without samples for this long leaves memory; queries find it on disk',
  },
  {
    env: 'BELVEDERE_OUT_OF_ORDER_WINDOW',
    flag: 'storage.tsdb.out-of-order-time-window',
    fallback: '2h',
    help: 'how far behind the newest sample of its series one may lie; 0: samples must come in order',
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
  {
    env: 'BELVEDERE_ENABLE_ADMIN_API',
    flag: 'web.enable-admin-api',
    fallback: 'false',
    help: "allow deleting series on the collector's own port",
    isSwitch: true,
  },
  { env: 'BELVEDERE_LOG_LEVEL', flag: 'log.level', fallback: 'info', help: 'debug, info, warn or error' },
  { env: 'BELVEDERE_ALLOWED_HOSTS', flag: 'allowed.hosts', help: 'further names Belvedere may be called by' },
  { env: 'BELVEDERE_EXTERNAL_URL', flag: 'web.external-url', help: 'public address of the web app' },
  {
    env: 'BELVEDERE_EMBED_ORIGINS',
    flag: 'web.embed-origins',
    help: 'sites that may show a panel in a frame: https://wiki.example.org, several with commas, or *',
  },
  {
    env: 'BELVEDERE_ANONYMOUS_ROLE',
    flag: 'anonymous.role',
    help: 'who has not signed in: none, Viewer, Editor or Admin; Viewer when HOST is loopback, else none',
  },
  { env: 'BELVEDERE_ADMIN_PASSWORD', flag: 'admin.password', help: 'password of admin at the first start' },
  { env: 'BELVEDERE_SECRET', flag: 'secret', help: 'signs sessions; without it one is made and kept in the database' },
];

const COLLECTORS_OWN = [
  'BELVEDERE_RAW_RETENTION',
  'BELVEDERE_5M_RETENTION',
  'BELVEDERE_1H_RETENTION',
  'BELVEDERE_RETENTION_SIZE',
  'BELVEDERE_MAX_SERIES',
  'BELVEDERE_MAX_SERIES_PER_JOB',
  'BELVEDERE_MAX_NEW_SERIES_PER_HOUR',
  'BELVEDERE_MAX_LABELS',
  'BELVEDERE_MAX_LABEL_NAME_BYTES',
  'BELVEDERE_MAX_LABEL_VALUE_BYTES',
  'BELVEDERE_IDLE_SERIES',
  'BELVEDERE_OUT_OF_ORDER_WINDOW',
  'BELVEDERE_QUERY_TIMEOUT',
  'BELVEDERE_QUERY_MAX_SAMPLES',
  'BELVEDERE_QUERY_LOOKBACK_DELTA',
  'BELVEDERE_ENABLE_LIFECYCLE',
  'BELVEDERE_ENABLE_ADMIN_API',
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
 * @property {string | undefined} retentionRulesFile absolute
 * @property {string | undefined} externalUrl no slash at the end; undefined: whatever visitors call it by
 * @property {string} embedOrigins separated by spaces; '' for none
 * @property {'none' | 'Viewer' | 'Editor' | 'Admin'} anonymousRole
 * @property {string | undefined} adminPassword
 * @property {string | undefined} secret undefined: kept in the database
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
  const web = { host: address(text('HOST'), 'HOST'), port: port(text('PORT'), 'PORT') };
  const collector = {
    host: address(text('BELVEDERE_COLLECTOR_HOST'), 'BELVEDERE_COLLECTOR_HOST'),
    port: port(text('BELVEDERE_COLLECTOR_PORT'), 'BELVEDERE_COLLECTOR_PORT'),
  };
  const gate = text('BELVEDERE_GATE_PORT') ?? String(collector.port + 1);
  const configFile = text('BELVEDERE_CONFIG');
  const rulesFile = text('BELVEDERE_RETENTION_RULES');
  return {
    web,
    collector,
    gatePort: port(gate, 'BELVEDERE_GATE_PORT'),
    databaseUrl: databaseUrl(text('DATABASE_URL')),
    dataDir: resolve(PROJECT, text('BELVEDERE_DATA_DIR') ?? ''),
    configFile: configFile === undefined ? undefined : resolve(configFile),
    retentionRulesFile: rulesFile === undefined ? undefined : resolve(rulesFile),
    externalUrl: externalUrl(text('BELVEDERE_EXTERNAL_URL')),
    embedOrigins: embedOrigins(text('BELVEDERE_EMBED_ORIGINS')),
    anonymousRole: anonymousRole(text('BELVEDERE_ANONYMOUS_ROLE'), web.host),
    adminPassword: adminPassword(text('BELVEDERE_ADMIN_PASSWORD')),
    secret: secret(text('BELVEDERE_SECRET')),
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

/** What a server can listen on: an address or a name. @param {string | undefined} value @param {string} name */
function address(value = '', name) {
  if (/^(?:[0-9a-f:.]+|[a-z0-9.-]+)$/i.test(value)) return value;
  throw new Failure(`${name} must be an address or a host name without port, not ${value}`);
}

/** @param {string} host */
export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Where people reach an address; who listens on all of them is called by the machine's name. @param {{ host: string, port: number }} address */
export function urlOf({ host, port }) {
  const name = host === '0.0.0.0' || host === '::' ? hostname() : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** @param {string | undefined} value */
function externalUrl(value) {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username) {
    throw new Failure(`BELVEDERE_EXTERNAL_URL must be like https://metrics.example.org, without a path, not ${value}`);
  }
  return url.origin;
}

/** Origins as `frame-ancestors` takes them; `*.` stands for all names below one. @param {string | undefined} value */
function embedOrigins(value = '') {
  const origins = value.split(/[\s,]+/).filter((origin) => origin !== '');
  for (const origin of origins) {
    if (origin === '*' || /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(origin)) continue;
    throw new Failure(
      `BELVEDERE_EMBED_ORIGINS must list origins like https://wiki.example.org, or be *, not ${origin}`,
    );
  }
  return origins.join(' ');
}

const ANONYMOUS_ROLES = /** @type {const} */ (['none', 'Viewer', 'Editor', 'Admin']);

/** Who reaches loopback may use this machine already. @param {string | undefined} value @param {string} host */
function anonymousRole(value, host) {
  if (value === undefined) return isLoopback(host) ? 'Viewer' : 'none';
  const role = ANONYMOUS_ROLES.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (role !== undefined) return role;
  throw new Failure(`BELVEDERE_ANONYMOUS_ROLE must be none, Viewer, Editor or Admin, not ${value}`);
}

/** @param {string | undefined} value */
function adminPassword(value) {
  if (value === undefined || (value.length >= 8 && value.length <= 256)) return value;
  throw new Failure('BELVEDERE_ADMIN_PASSWORD must have 8 to 256 characters');
}

/** @param {string | undefined} value */
function secret(value) {
  if (value === undefined || value.length >= 16) return value;
  throw new Failure('BELVEDERE_SECRET must have at least 16 characters; `openssl rand -base64 32` makes one');
}

/** @param {string | undefined} value */
function databaseUrl(value) {
  if (value === undefined || /^postgres(ql)?:\/\//.test(value)) return value;
  throw new Failure('DATABASE_URL must begin with postgresql://');
}
