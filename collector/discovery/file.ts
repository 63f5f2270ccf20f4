import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileSdConfig } from '@/collector/config/scrapeConfig';
import type { Discoverer, OnTargetGroups, TargetGroup } from './discoverer';
import { parseTargetGroupFile } from './targetGroupFile';

/** Told when a file cannot be used (`message` says why) and when it can be again (undefined). */
export type OnFileError = (file: string, message: string | undefined) => void;

/** A change comes as several events; one reading follows them. */
const SETTLE_MS = 50;
/** Timers of Node fire at once beyond this, 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/**
 * Targets from JSON and YAML files (file_sd_configs). Folders are watched, and everything is read again at the
 * refresh interval, because a watch may miss changes (network file systems, folders made later). A file that is
 * broken, or half written, keeps the groups it had.
 */
export class FileDiscoverer implements Discoverer {
  /** Text of each file as last used, and how many groups it gave. */
  readonly #files = new Map<string, { text: string; groups: number }>();
  readonly #errors = new Map<string, string>();
  readonly #watchers = new Map<string, FSWatcher>();
  #changed: () => void = () => {};

  constructor(
    private readonly config: FileSdConfig,
    private readonly onFileError: OnFileError,
  ) {}

  async run(signal: AbortSignal, onTargetGroups: OnTargetGroups): Promise<void> {
    let first = true;
    while (!signal.aborted) {
      const wake = this.#nextChange(signal);
      this.#watchFolders();
      const groups = await this.#refresh();
      if (signal.aborted) break;
      if (first || groups.length > 0) onTargetGroups(groups);
      first = false;
      await wake;
    }
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Resolves after a change or the refresh interval. Made before reading, so that no change in between is lost. */
  async #nextChange(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#changed = () => woken.abort();
    const either = AbortSignal.any([signal, woken.signal]);
    await delay(Math.min(this.config.refreshIntervalMs, MAX_TIMER_MS), undefined, { signal: either }).catch(() => {});
    if (!signal.aborted) await delay(SETTLE_MS, undefined, { signal }).catch(() => {});
  }

  #watchFolders(): void {
    for (const folder of new Set(this.config.files.map((file) => dirname(file)))) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, () => this.#changed());
        const forget = () => {
          watcher.close();
          this.#watchers.delete(folder);
        };
        watcher.on('error', forget);
        this.#watchers.set(folder, watcher);
      } catch {
        // No such folder yet, or no watches left: the refresh interval still finds the files.
      }
    }
  }

  /** The groups that changed, with empty ones for those that are gone. */
  async #refresh(): Promise<TargetGroup[]> {
    const present = await this.#listFiles();
    const changed: TargetGroup[] = [];
    for (const file of present) changed.push(...(await this.#readFile(file)));
    for (const [file, { groups }] of this.#files) {
      if (present.has(file)) continue;
      this.#files.delete(file);
      this.#report(file, undefined);
      changed.push(...emptyGroups(file, 0, groups));
    }
    return changed;
  }

  async #listFiles(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const pattern of this.config.files) for (const file of await expand(pattern)) found.add(file);
    return found;
  }

  async #readFile(file: string): Promise<readonly TargetGroup[]> {
    try {
      if ((await stat(file)).size > MAX_FILE_BYTES) throw new Error(`larger than ${MAX_FILE_BYTES} bytes`);
      const text = await readFile(file, 'utf8');
      const previous = this.#files.get(file);
      if (previous?.text === text) return [];
      const groups = parseTargetGroupFile(file, text);
      this.#files.set(file, { text, groups: groups.length });
      this.#report(file, undefined);
      return [...groups, ...emptyGroups(file, groups.length, previous?.groups ?? 0)];
    } catch (error) {
      this.#report(file, error instanceof Error ? error.message : String(error));
      return [];
    }
  }

  #report(file: string, message: string | undefined): void {
    if (this.#errors.get(file) === message) return;
    if (message === undefined) this.#errors.delete(file);
    else this.#errors.set(file, message);
    this.onFileError(file, message);
  }
}

function emptyGroups(file: string, from: number, to: number): TargetGroup[] {
  const groups: TargetGroup[] = [];
  for (let i = from; i < to; i++) groups.push({ source: `${file}:${i}`, targets: [], labels: [] });
  return groups;
}

/** The files a path stands for; `*` is allowed in the last part only (checked by the configuration). */
async function expand(pattern: string): Promise<string[]> {
  if (!pattern.includes('*')) return [pattern];
  const folder = dirname(pattern);
  const [before = '', after = ''] = basename(pattern).split('*', 2);
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after))
    .sort()
    .map((name) => join(folder, name));
}
