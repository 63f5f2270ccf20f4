import { type ConfigSource, describeRemark, type LoadedConfigFile, readConfig } from '@/collector/config/configSource';
import type { Config } from '@/collector/config/loadConfig';

interface ConfigLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The configuration in force. A reload that fails keeps it and says why. */
export class Configuration {
  #lastConfigTimeMs: number;
  #reloadConfigSuccess = true;

  private constructor(
    private readonly source: ConfigSource,
    private loaded: LoadedConfigFile,
    private readonly log: ConfigLog,
    private readonly now: () => number,
  ) {
    this.#lastConfigTimeMs = now();
    this.#tellNotices();
  }

  /** Rejects with ConfigError. */
  static async load(source: ConfigSource, log: ConfigLog, now: () => number): Promise<Configuration> {
    return new Configuration(source, await readConfig(source), log, now);
  }

  get current(): LoadedConfigFile {
    return this.loaded;
  }

  state(): { readonly lastConfigTimeMs: number; readonly reloadConfigSuccess: boolean } {
    return { lastConfigTimeMs: this.#lastConfigTimeMs, reloadConfigSuccess: this.#reloadConfigSuccess };
  }

  /** Reads the source again and hands a good configuration to `apply`. Rejects with ConfigError and what `apply` throws. */
  async reload(apply: (config: Config) => Promise<void>): Promise<void> {
    try {
      const loaded = await readConfig(this.source);
      await apply(loaded.config);
      this.loaded = loaded;
      this.#lastConfigTimeMs = this.now();
      this.#reloadConfigSuccess = true;
      this.log.info({}, 'configuration reloaded');
      this.#tellNotices();
    } catch (error) {
      this.#reloadConfigSuccess = false;
      this.log.error({ err: error }, 'configuration not reloaded; the one in force stays');
      throw error;
    }
  }

  #tellNotices(): void {
    for (const notice of this.loaded.notices) this.log.info({ place: describeRemark(notice) }, 'configuration notice');
  }
}
