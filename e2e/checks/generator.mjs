// @ts-check
import { listen } from '../servers/listen.mjs';

/**
 * Targets whose every scrape shows the number of that scrape, so that a lost or doubled scrape is seen in the store.
 * @typedef {object} Generator
 * @property {string} address host:port
 * @property {readonly { scrape: number, servedMs: number }[][]} served by target: every page that was read to its end
 * @property {() => Promise<void>} close
 */

/** @param {number} targets @param {number} seriesPerTarget @returns {Promise<Generator>} */
export async function startGenerator(targets, seriesPerTarget) {
  /** @type {{ scrape: number, servedMs: number }[][]} */
  const served = Array.from({ length: targets }, () => []);
  const counts = new Array(targets).fill(0);
  const server = await listen((request, response) => {
    const target = Number(request.url?.match(/^\/target\/(\d+)$/)?.[1]);
    if (!(target < targets)) return void response.writeHead(404).end();
    const scrape = ++counts[target];
    const lines = ['# TYPE check_scrape gauge'];
    for (let i = 0; i < seriesPerTarget; i++) lines.push(`check_scrape{series="${i}"} ${scrape}`);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(`${lines.join('\n')}\n`, () => served[target].push({ scrape, servedMs: Date.now() }));
  });
  return { ...server, served };
}
