// @ts-check
/** Targets that misbehave, each in its own way, under paths of one server. */
import { gzipSync } from 'node:zlib';
import { freePorts, listen } from './listen.mjs';

/** A label value that is a script wherever it becomes HTML. */
export const HOSTILE = '<img src=x onerror=alert(1)>';

const MEGABYTE = 2 ** 20;
/** Twice what a body may hold unless the job says otherwise. */
const BOMB_BYTES = 100 * MEGABYTE;
const SLOW_MS = 10_000;
const DAY_MS = 86_400_000;
const ENDLESS_CHUNK = 'endless_total{filler="0123456789012345678901234567890123456789"} 1\n'.repeat(1000);

/** @typedef {(response: import('node:http').ServerResponse, scrape: number) => void} Behaviour */

/** @param {import('node:http').ServerResponse} response @param {string} body */
function text(response, body) {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(body);
}

/** @type {Behaviour} */
function endless(response) {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
  const write = () => {
    while (!response.destroyed && response.write(ENDLESS_CHUNK));
  };
  response.on('drain', write);
  write();
}

/** @type {Behaviour} */
function slow(response) {
  const timer = setTimeout(() => text(response, 'slow 1\n'), SLOW_MS);
  response.on('close', () => clearTimeout(timer));
}

/**
 * Every sample is older than the one before it; those of `ancient` are also older than what is kept.
 * @type {Behaviour}
 */
function outOfOrder(response, scrape) {
  const startMs = Date.now() - scrape * 10_000;
  const ancient = `ancient 1 ${startMs}\nancient 2 ${startMs - 20 * DAY_MS}\n`;
  text(response, `disorder 1 ${startMs}\ndisorder 2 ${startMs - 5000}\n${ancient}`);
}

const HTML = `<!doctype html><title>Sign in</title><h1>Sign in</h1><script>alert(1)</script>`;
const HOSTILE_PAGE = `# HELP hostile_gauge Help with ${HOSTILE} inside.
# TYPE hostile_gauge gauge
hostile_gauge{payload="${HOSTILE}"} 42
hostile_gauge{payload="harmless"} 7
`;

/** @returns {Readonly<Record<string, Behaviour>>} by path, without its slash */
function behaviours() {
  const bomb = gzipSync(Buffer.alloc(BOMB_BYTES, '#'));
  return {
    slow,
    endless,
    bomb: (response) => response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(bomb),
    html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(HTML),
    garbled: (response) => text(response, 'good 1\nbad{label="not closed} 2\n'),
    failing: (response) => response.writeHead(500).end('out of memory'),
    duplicate: (response) => text(response, 'twin{a="1"} 1\ntwin{a="1"} 2\n'),
    disorder: outOfOrder,
    hostile: (response) => text(response, HOSTILE_PAGE),
    good: (response, scrape) => text(response, `# TYPE good_total counter\ngood_total ${scrape}\n`),
  };
}

/**
 * @typedef {object} BadTargets
 * @property {string} scrapeConfigs list items of `scrape_configs`; the jobs are named after the behaviours, and `down`
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<BadTargets>} */
export async function startBadTargets() {
  const pages = behaviours();
  /** @type {Record<string, number>} */
  const scrapes = {};
  const { address, close } = await listen((request, response) => {
    const name = request.url?.slice(1) ?? '';
    const behave = Object.hasOwn(pages, name) ? pages[name] : undefined;
    if (behave === undefined) return void response.writeHead(404).end();
    scrapes[name] = (scrapes[name] ?? 0) + 1;
    behave(response, scrapes[name]);
  });
  const [downPort] = await freePorts(1);
  const jobs = Object.keys(pages).map((name) => job(name, name, address));
  return { scrapeConfigs: [...jobs, job('down', 'metrics', `127.0.0.1:${downPort}`)].join(''), close };
}

/** @param {string} name @param {string} path @param {string} address */
function job(name, path, address) {
  const limit = name === 'endless' ? '\n    body_size_limit: 4MB' : '';
  return `
  - job_name: ${name}
    metrics_path: /${path}${limit}
    static_configs: [{targets: ['${address}']}]`;
}
