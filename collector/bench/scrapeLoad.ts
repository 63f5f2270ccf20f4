/** The same targets for all servers, scraped at the same time. */
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type CpuCost, CpuMeter } from './cpuCost';
import type { BenchServer } from './server';

const TARGETS = 10;
const SERIES_PER_FAMILY = 50;
const WARM_UP_MS = 8_000;
const MEASURED_MS = 20_000;

export interface ScrapeCost {
  readonly cpu: CpuCost;
  readonly samples: number;
}

/**
 * Ten targets, scraped each second. Small ones show what a scrape costs, large ones what a sample does. Each server has
 * a path of its own, so that its scrapes can be counted.
 */
export async function measureScrapes(
  servers: readonly BenchServer[],
  seriesPerTarget: number,
): Promise<Map<BenchServer, ScrapeCost>> {
  const targets = new Targets(
    servers.map((server) => server.name),
    seriesPerTarget,
  );
  const address = await targets.listen();
  try {
    for (const server of servers) await server.configure(scrapeConfig(server.name, address));
    await delay(WARM_UP_MS);
    const begun = servers.map((server) => ({ meter: new CpuMeter(server), pages: targets.servedTo(server.name) }));
    await delay(MEASURED_MS);
    const costs = new Map<BenchServer, ScrapeCost>();
    for (const { meter, pages } of begun) {
      const samples = (targets.servedTo(meter.server.name) - pages) * seriesPerTarget;
      costs.set(meter.server, { samples, cpu: meter.costOf(samples) });
    }
    return costs;
  } finally {
    await targets.close();
  }
}

function scrapeConfig(name: string, address: string): string {
  const jobs = Array.from(
    { length: TARGETS },
    (_, target) => `  - job_name: target-${target}
    metrics_path: /${name}/${target}
    static_configs: [{targets: ['${address}']}]`,
  );
  return `global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n${jobs.join('\n')}\n`;
}

class Targets {
  readonly #served: Map<string, number>;
  readonly #http: Server;
  /** Pages of one second, made when first asked for. */
  #pages = new Map<string, Buffer>();
  #second = 0;

  constructor(
    names: readonly string[],
    private readonly seriesPerTarget: number,
  ) {
    this.#served = new Map(names.map((name) => [name, 0]));
    this.#http = createServer((request, response) => {
      const [, name = '', target = ''] = request.url?.split('/') ?? [];
      const served = this.#served.get(name);
      if (served === undefined) return void response.writeHead(404).end();
      this.#served.set(name, served + 1);
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      response.end(this.#page(target));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('BUG: no TCP address');
    return `127.0.0.1:${address.port}`;
  }

  servedTo(name: string): number {
    return this.#served.get(name) ?? 0;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #page(target: string): Buffer {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) this.#pages.clear();
    this.#second = second;
    const page = this.#pages.get(target) ?? Buffer.from(exposition(second, this.seriesPerTarget));
    this.#pages.set(target, page);
    return page;
  }
}

/** Half of the series change with each second. */
function exposition(second: number, series: number): string {
  const lines: string[] = [];
  for (let family = 0; family < series / SERIES_PER_FAMILY; family++) {
    const name = `bench_requests_${family}_total`;
    lines.push(`# HELP ${name} Requests that were served.`, `# TYPE ${name} counter`);
    for (let i = 0; i < SERIES_PER_FAMILY; i++) {
      const value = i % 2 === 0 ? i * 1_000 : (second % 1_000_000) * (i + 1);
      lines.push(`${name}{code="200",handler="/api/v1/handler_${i}",method="GET",version="1.4.${family}"} ${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
