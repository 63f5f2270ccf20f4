/**
 * How long the home dashboard takes in Chromium, from navigation until its panels are drawn, and how much JavaScript
 * comes over the wire: the built product as `belvedere start` runs it, with an empty cache and with a warm one.
 * BELVEDERE_BENCH_URL measures one that runs already.
 */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '@/collector/supervisor/chromium.mjs';
import { median } from './median';
import { startProduct } from './product';

const RUNS = 5;
/** Enough scrapes, five seconds apart, for rates in all panels. */
const SETTLE_MS = 15_000;
const READY = '[data-dashboard-state="ready"]';
const READY_TIMEOUT_MS = 60_000;
const VIEWPORT = { width: 1440, height: 900 };

interface Load {
  readonly firstContentfulPaintMs: number;
  readonly readyMs: number;
  readonly scriptKilobytes: number;
  readonly panels: number;
}

async function main(): Promise<void> {
  const executablePath = await findChromium();
  const running = process.env['BELVEDERE_BENCH_URL'];
  const product = running === undefined ? await startProduct() : { url: running, stop: async () => undefined };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await new Promise((resolve) => setTimeout(resolve, running === undefined ? SETTLE_MS : 0));
    // The server compiles nothing, but reads its files once.
    await loadTwice(browser, product.url);
    const cold: Load[] = [];
    const warm: Load[] = [];
    for (let run = 0; run < RUNS; run++) {
      const [first, second] = await loadTwice(browser, product.url);
      cold.push(first);
      warm.push(second);
    }
    print(cold, warm);
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Once with an empty cache and once again. */
async function loadTwice(browser: Browser, url: string): Promise<[Load, Load]> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    return [await load(context, url), await load(context, url)];
  } finally {
    await context.close();
  }
}

async function load(context: BrowserContext, url: string): Promise<Load> {
  const page = await context.newPage();
  try {
    await page.addInitScript(noteWhenReady, READY);
    const scriptBytes = await countScriptBytes(page);
    await page.goto(url);
    await page.waitForFunction(() => 'belvedereReadyMs' in window, undefined, { timeout: READY_TIMEOUT_MS });
    const times = await page.evaluate(() => ({
      firstContentfulPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      readyMs: 'belvedereReadyMs' in window ? Number(window.belvedereReadyMs) : Number.NaN,
      panels: document.querySelectorAll('[data-panel-state="ready"]').length,
    }));
    return { ...times, scriptKilobytes: scriptBytes() / 1000 };
  } finally {
    await page.close();
  }
}

/** Runs in the page, before anything else: notes the time of the first frame in which the dashboard is ready. */
function noteWhenReady(selector: string): void {
  const look = () => {
    const isReady = document.querySelector(selector) !== null;
    if (isReady) Object.assign(window, { belvedereReadyMs: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** As the browser's network tab counts: what came over the wire, with headers; nothing for what the cache had. */
async function countScriptBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}

function print(cold: readonly Load[], warm: readonly Load[]): void {
  const rows: readonly [string, (load: Load) => number][] = [
    ['first contentful paint, ms', (load) => load.firstContentfulPaintMs],
    ['home dashboard ready, ms', (load) => load.readyMs],
    ['JavaScript over the wire, kB', (load) => load.scriptKilobytes],
    ['panels drawn', (load) => load.panels],
  ];
  console.log(`\n${''.padEnd(34)}${'empty cache'.padStart(14)}${'warm cache'.padStart(14)}`);
  for (const [name, value] of rows) {
    const cells = [cold, warm].map((loads) => median(loads.map(value)).toFixed(0).padStart(14));
    console.log(`${name.padEnd(34)}${cells.join('')}`);
  }
}

await main();
