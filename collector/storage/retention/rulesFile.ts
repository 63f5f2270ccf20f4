/** The rules file: a YAML list of `{match: '{job="billing"}', raw: 2y, 5m: 2y, 1h: 10y}`. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '@/collector/config/configSource';
import { duration, section } from '@/collector/config/fields';
import { describeIssue } from '@/collector/config/issues';
import { type Path, type Place, YamlSource } from '@/collector/config/yamlSource';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { PromqlError } from '@/lib/promql/errors';
import { parseExpr } from '@/lib/promql/parse';
import type { RetentionRule } from './rules';
import { type RetentionTimes, resolveTimes, whyImpossible } from './times';

const MAX_FILE_CHARS = 1 << 20;
export const MAX_RULES = 1_000;

const ruleSchema = section({
  match: z.string(),
  raw: duration.optional(),
  '5m': duration.optional(),
  '1h': duration.optional(),
});
const fileSchema = z.array(ruleSchema);

export type LoadedRules =
  | { readonly ok: true; readonly rules: readonly RetentionRule[] }
  /** Each begins with `line:column: `. */
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads and checks a rules file; without one there are no rules. Rejects with ConfigError, one line per error. */
export async function readRulesFile(
  file: string | undefined,
  defaults: RetentionTimes,
): Promise<readonly RetentionRule[]> {
  if (file === undefined) return [];
  const loaded = parseRules(await readText(file), defaults);
  if (loaded.ok) return loaded.rules;
  throw new ConfigError(loaded.errors.map((error) => `${file}:${error}`).join('\n'));
}

/** @param defaults for the times that a rule leaves out */
export function parseRules(text: string, defaults: RetentionTimes): LoadedRules {
  if (text.length > MAX_FILE_CHARS) {
    return { ok: false, errors: [`1:1: the file is larger than ${MAX_FILE_CHARS} characters`] };
  }
  const yaml = YamlSource.parse(text);
  if (!yaml.ok)
    return { ok: false, errors: yaml.errors.map(({ line, column, message }) => `${line}:${column}: ${message}`) };
  return new RulesReader(yaml.source, defaults).read();
}

class RulesReader {
  private readonly errors: string[] = [];

  constructor(
    private readonly source: YamlSource,
    private readonly defaults: RetentionTimes,
  ) {}

  read(): LoadedRules {
    const parsed = fileSchema.safeParse(this.source.data ?? [], { error: describeIssue });
    if (!parsed.success) {
      for (const issue of parsed.error.issues) this.addIssue(issue);
      return { ok: false, errors: this.errors };
    }
    if (parsed.data.length > MAX_RULES) this.addError([MAX_RULES], `more than ${MAX_RULES} rules`);
    const rules = parsed.data.flatMap((fields, i) => this.rule(fields, i) ?? []);
    return this.errors.length > 0 ? { ok: false, errors: this.errors } : { ok: true, rules };
  }

  private rule(fields: z.output<typeof ruleSchema>, i: number): RetentionRule | undefined {
    const times = { rawMs: fields.raw, fiveMinuteMs: fields['5m'], oneHourMs: fields['1h'] };
    const reason = whyImpossible(resolveTimes(times, this.defaults));
    if (reason !== undefined) this.addError([i], reason);
    const matchers = this.matchers(fields.match, i);
    return reason === undefined && matchers ? { matchers, times } : undefined;
  }

  private matchers(text: string, i: number): readonly Matcher[] | undefined {
    try {
      const expr = parseExpr(text);
      if (expr.type === 'vectorSelector' && !expr.offset && !expr.at && !expr.sampling) {
        expr.matchers.forEach(compileMatcher);
        return expr.matchers;
      }
      this.addError(
        [i, 'match'],
        `${JSON.stringify(text.slice(0, 100))} is not a series selector such as {job="billing"}`,
      );
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.addError([i, 'match'], error instanceof PromqlError ? error.reason : error.message);
    }
    return undefined;
  }

  private addIssue(issue: z.core.$ZodIssue): void {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code !== 'unrecognized_keys') {
      this.addError(path, issue.message);
      return;
    }
    // section() writes one line for each key.
    const messages = issue.message.split('\n');
    for (const [i, key] of issue.keys.entries()) {
      this.addErrorAt(this.source.placeOfKey(path, key), messages[i] ?? issue.message);
    }
  }

  private addError(path: Path, message: string): void {
    this.addErrorAt(this.source.place(path), message);
  }

  private addErrorAt({ line, column }: Place, message: string): void {
    this.errors.push(`${line}:${column}: ${message.replaceAll('\n', '; ')}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const names = 'BELVEDERE_RETENTION_RULES or --storage.retention.rules names it';
    throw new ConfigError(`${file}: cannot be read (${reason}); ${names}`, { cause });
  }
}
