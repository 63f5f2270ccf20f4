import { isDeepStrictEqual } from 'node:util';
import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import type { Discoverer, TargetGroup } from '@/collector/discovery/discoverer';
import type { Labels } from '@/lib/labels/labels';
import { fallbackContentType } from './accept';
import type { AppendRules } from './appendScrape';
import type { Fetcher } from './fetch';
import { compileRelabelRules, type RelabelRule } from './relabel';
import type { ScrapeDependencies } from './scrapeDependencies';
import { ScrapeError } from './scrapeError';
import { ScrapeLoop } from './scrapeLoop';
import { type Target, targetsOfGroup } from './target';

/** A target that is not scraped. */
export interface DroppedTarget {
  readonly discoveredLabels: Labels;
  /** What is wrong with it; '' when a relabelling rule dropped it. */
  readonly reason: string;
}

export interface ScrapePoolDependencies extends ScrapeDependencies {
  readonly createFetcher: (config: ScrapeConfig) => Fetcher;
  readonly discoverersOf: (config: ScrapeConfig) => readonly Discoverer[];
}

/**
 * Runs one scrape config: keeps exactly one scrape loop per wanted target. Changes are applied one after another;
 * targets that a change does not touch go on undisturbed.
 */
export class ScrapePool {
  readonly #loops = new Map<string, ScrapeLoop>();
  #dropped: readonly DroppedTarget[] = [];
  #droppedCount = 0;
  #groups = new Map<string, TargetGroup>();
  #discovery = new AbortController();
  #fetcher: Fetcher;
  #metricRules: readonly RelabelRule[];
  #work: Promise<void> = Promise.resolve();
  #syncDue = false;
  #stopped = false;

  constructor(
    private currentConfig: ScrapeConfig,
    private readonly deps: ScrapePoolDependencies,
  ) {
    this.#fetcher = deps.createFetcher(currentConfig);
    this.#metricRules = compileRelabelRules(currentConfig.metricRelabelConfigs);
    this.#discover();
  }

  get config(): ScrapeConfig {
    return this.currentConfig;
  }

  get loops(): readonly ScrapeLoop[] {
    return [...this.#loops.values()];
  }

  get dropped(): readonly DroppedTarget[] {
    return this.#dropped;
  }

  /** Including those that keep_dropped_targets forgot. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Resolves when all changes so far are carried out. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** Goes over to another version of the same job's config. */
  apply(config: ScrapeConfig): void {
    const old = this.currentConfig;
    if (isDeepStrictEqual(old, config)) return;
    this.currentConfig = config;
    this.#enqueue(async () => {
      if (!isDeepStrictEqual(loopConfig(old), loopConfig(config))) await this.#restartLoops();
      else await this.#sync();
    });
    if (!isDeepStrictEqual(discoveryConfig(old), discoveryConfig(config))) {
      this.#enqueue(async () => this.#discover());
    }
  }

  /** `markStale` when the job is gone; not when the collector shuts down. */
  async stop(markStale: boolean): Promise<void> {
    this.#stopped = true;
    this.#discovery.abort();
    this.#enqueue(async () => {
      await Promise.all(this.loops.map((loop) => loop.stop(markStale)));
      this.#loops.clear();
      this.#fetcher.close();
    });
    await this.#work;
  }

  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.deps.log.warn({ scrapePool: this.currentConfig.jobName, err: error }, 'cannot apply a change of targets');
    });
  }

  /**
   * Starts the config's discoverers in place of the running ones. The old target groups stay until each new
   * discoverer has sent its first, so that a reload does not make targets vanish for a moment.
   */
  #discover(): void {
    this.#discovery.abort();
    if (this.#stopped) return;
    const discovery = new AbortController();
    this.#discovery = discovery;
    const groups = new Map<string, TargetGroup>();
    const discoverers = this.deps.discoverersOf(this.currentConfig);
    const silent = new Set(discoverers.keys());
    const takeOver = () => {
      if (discovery.signal.aborted || (silent.size > 0 && this.#groups.size > 0 && this.#groups !== groups)) return;
      this.#groups = groups;
      this.#syncSoon();
    };
    for (const [i, discoverer] of discoverers.entries()) {
      const running = discoverer.run(discovery.signal, (sent) => {
        for (const group of sent) mergeGroup(groups, `${i}/${group.source}`, group);
        silent.delete(i);
        takeOver();
      });
      running.catch((error: unknown) => {
        this.deps.log.warn(
          { scrapePool: this.currentConfig.jobName, err: error },
          'BUG: discovery ended with an error',
        );
      });
    }
    takeOver();
  }

  /** Groups that arrive together are worked on together. */
  #syncSoon(): void {
    if (this.#syncDue) return;
    this.#syncDue = true;
    this.#enqueue(async () => {
      this.#syncDue = false;
      await this.#sync();
    });
  }

  /** Wanted targets = running loops. */
  async #sync(): Promise<void> {
    if (this.#stopped) return;
    const wanted = this.#wantedTargets();
    for (const [key, loop] of this.#loops) {
      if (wanted.has(key)) continue;
      this.#loops.delete(key);
      await loop.stop(true);
    }
    for (const target of wanted.values()) {
      const running = this.#loops.get(target.key);
      if (running !== undefined && hasSameTimes(running.currentTarget, target)) running.setTarget(target);
      else await this.#startLoop(target, running);
    }
    this.#applyTargetLimit();
  }

  /** Every loop anew, with another fetcher and other rules; what vanishes by that is marked stale. */
  async #restartLoops(): Promise<void> {
    const oldFetcher = this.#fetcher;
    this.#fetcher = this.deps.createFetcher(this.currentConfig);
    this.#metricRules = compileRelabelRules(this.currentConfig.metricRelabelConfigs);
    for (const loop of this.loops) await this.#startLoop(loop.currentTarget, loop);
    oldFetcher.close();
    await this.#sync();
  }

  async #startLoop(target: Target, previous: ScrapeLoop | undefined): Promise<void> {
    await previous?.stop(false);
    const options = {
      append: appendRules(this.currentConfig, target, this.#metricRules),
      extraScrapeMetrics: this.currentConfig.extraScrapeMetrics,
      fallbackContentType: fallbackContentType(this.currentConfig.fallbackScrapeProtocol),
    };
    const loop = new ScrapeLoop(target, options, this.#fetcher.fetchBody, this.deps, previous);
    this.#loops.set(target.key, loop);
    loop.start();
  }

  #wantedTargets(): Map<string, Target> {
    const wanted = new Map<string, Target>();
    const dropped: DroppedTarget[] = [];
    const { keptDroppedTargets } = this.currentConfig.limits;
    const rules = compileRelabelRules(this.currentConfig.relabelConfigs);
    this.#droppedCount = 0;
    for (const group of this.#groups.values()) {
      for (const outcome of targetsOfGroup(group, this.currentConfig, rules)) {
        if (outcome.kind === 'active') {
          wanted.set(outcome.target.key, outcome.target);
          continue;
        }
        this.#droppedCount++;
        const reason = outcome.kind === 'invalid' ? outcome.reason : '';
        const { discoveredLabels } = outcome;
        if (keptDroppedTargets === 0 || dropped.length < keptDroppedTargets) dropped.push({ discoveredLabels, reason });
      }
    }
    this.#dropped = dropped;
    return wanted;
  }

  #applyTargetLimit(): void {
    const limit = this.currentConfig.limits.targets;
    const count = this.#loops.size;
    const message = `target_limit exceeded (number of targets: ${count}, limit: ${limit})`;
    const error = limit > 0 && count > limit ? new ScrapeError('targetLimit', message) : undefined;
    for (const loop of this.#loops.values()) loop.setForcedError(error);
  }
}

function mergeGroup(groups: Map<string, TargetGroup>, key: string, group: TargetGroup): void {
  if (group.targets.length === 0) groups.delete(key);
  else groups.set(key, group);
}

function hasSameTimes(a: Target, b: Target): boolean {
  return a.scrapeIntervalMs === b.scrapeIntervalMs && a.scrapeTimeoutMs === b.scrapeTimeoutMs;
}

/** What running loops and their connections depend on; the rest decides which targets there are. */
function loopConfig(config: ScrapeConfig): unknown {
  const { limits, http, metricRelabelConfigs, honorLabels, honorTimestamps, trackTimestampsStaleness } = config;
  const { scrapeProtocols, fallbackScrapeProtocol, enableCompression, extraScrapeMetrics } = config;
  const { targets: _targets, keptDroppedTargets: _kept, ...scrapeLimits } = limits;
  return {
    ...{ scrapeLimits, http, metricRelabelConfigs, honorLabels, honorTimestamps, trackTimestampsStaleness },
    ...{ scrapeProtocols, fallbackScrapeProtocol, enableCompression, extraScrapeMetrics },
  };
}

function discoveryConfig({ staticConfigs, fileSdConfigs }: ScrapeConfig): unknown {
  return { staticConfigs, fileSdConfigs };
}

function appendRules(config: ScrapeConfig, target: Target, rules: readonly RelabelRule[]): AppendRules {
  return {
    targetLabels: target.labels,
    honorLabels: config.honorLabels,
    honorTimestamps: config.honorTimestamps,
    trackTimestampsStaleness: config.trackTimestampsStaleness,
    sampleLimit: config.limits.samples,
    limits: config.limits,
    rules,
  };
}
