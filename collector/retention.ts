/** Joins what settings, prometheus.yml and the rules file say of retention. */
import { ConfigError } from './config/configSource';
import type { Config } from './config/loadConfig';
import type { CollectorSettings } from './settings';
import type { StoreRetention } from './storage/retention/policy';
import { readRulesFile } from './storage/retention/rulesFile';
import { whyImpossible } from './storage/retention/times';

/** Rejects with ConfigError. */
export async function readRetention(
  { retention }: Pick<CollectorSettings, 'retention'>,
  config: Pick<Config, 'retention'>,
): Promise<StoreRetention> {
  const { fiveMinuteMs, oneHourMs, rulesFile } = retention;
  const defaults = { rawMs: config.retention.rawMs ?? retention.rawMs, fiveMinuteMs, oneHourMs };
  const reason = whyImpossible(defaults);
  if (reason !== undefined) {
    const names = 'BELVEDERE_RAW_RETENTION, BELVEDERE_5M_RETENTION and BELVEDERE_1H_RETENTION set them';
    throw new ConfigError(`retention times: ${reason}; ${names}`);
  }
  const rules = await readRulesFile(rulesFile, defaults);
  return { defaults, rules, maxBytes: config.retention.maxBytes ?? retention.maxBytes };
}
