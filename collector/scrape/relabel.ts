import { createHash } from 'node:crypto';
import { RE2JS, type Matcher as RegexMatcher } from 're2js';
import type { RelabelConfig } from '@/collector/config/scrapeConfig';
import type { Labels } from '@/lib/labels/labels';
import { InvalidRegexError } from '@/lib/labels/matcher';
import { LabelBuilder } from './labelBuilder';
import { toLowerSimple, toUpperSimple } from './letterCase';
import { ReplacementTemplate } from './replacementTemplate';

/** A rule ready to run. Made once per scrape config by compileRelabelRules. */
export interface RelabelRule {
  readonly config: RelabelConfig;
  readonly regex: RE2JS;
  readonly target: ReplacementTemplate;
  readonly replacement: ReplacementTemplate;
}

/** One rule's effect, for people who ask why a target has the labels it has. */
export interface RelabelStep {
  readonly config: RelabelConfig;
  /** After the rule; for a rule that drops, the labels as they were. */
  readonly labels: Labels;
  /** False ends the sequence: no later rule runs. */
  readonly kept: boolean;
}

/** Throws InvalidRegexError; loadConfig has checked every expression before. */
export function compileRelabelRules(configs: readonly RelabelConfig[]): readonly RelabelRule[] {
  return configs.map(compileRule);
}

function compileRule(config: RelabelConfig): RelabelRule {
  const regex = compileRelabelRegex(config.regex);
  const template = (text: string) => new ReplacementTemplate(text, regex.namedGroups(), regex.groupCount());
  return { config, regex, target: template(config.targetLabel), replacement: template(config.replacement) };
}

function compileRelabelRegex(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (cause) {
    throw new InvalidRegexError(pattern, cause);
  }
}

/**
 * Applies the rules in order and gives the resulting label set, or undefined when a rule dropped it. Pure. The
 * semantics are those of prometheus: model/relabel/relabel.go.
 */
export function relabel(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  if (rules.length === 0) return labels;
  const builder = new LabelBuilder(labels);
  for (const rule of rules) if (!applyRule(rule, builder)) return undefined;
  return builder.labels();
}

/** The same, rule by rule; ends with the rule that dropped the label set. */
export function explainRelabel(labels: Labels, rules: readonly RelabelRule[]): readonly RelabelStep[] {
  const builder = new LabelBuilder(labels);
  const steps: RelabelStep[] = [];
  for (const rule of rules) {
    const kept = applyRule(rule, builder);
    steps.push({ config: rule.config, labels: builder.labels(), kept });
    if (!kept) break;
  }
  return steps;
}

/** False when the rule drops the label set. */
function applyRule(rule: RelabelRule, builder: LabelBuilder): boolean {
  const { config } = rule;
  const source = config.sourceLabels.map((name) => builder.get(name)).join(config.separator);
  switch (config.action) {
    case 'drop':
      return !rule.regex.matches(source);
    case 'keep':
      return rule.regex.matches(source);
    case 'dropequal':
      return builder.get(config.targetLabel) !== source;
    case 'keepequal':
      return builder.get(config.targetLabel) === source;
    case 'replace':
      replace(rule, source, builder);
      return true;
    case 'lowercase':
      builder.set(config.targetLabel, toLowerSimple(source));
      return true;
    case 'uppercase':
      builder.set(config.targetLabel, toUpperSimple(source));
      return true;
    case 'hashmod':
      builder.set(config.targetLabel, hashModulus(source, config.modulus).toString());
      return true;
    case 'labelmap':
      mapLabels(rule, builder);
      return true;
    case 'labeldrop':
      removeLabels(builder, (name) => rule.regex.matches(name));
      return true;
    case 'labelkeep':
      removeLabels(builder, (name) => !rule.regex.matches(name));
      return true;
    default:
      return unknownAction(config.action);
  }
}

function unknownAction(action: never): never {
  throw new Error(`BUG: unknown relabel action ${JSON.stringify(action)}`);
}

function replace(rule: RelabelRule, source: string, builder: LabelBuilder): void {
  const match = fullMatch(rule.regex, source);
  if (match === undefined) return;
  const target = rule.target.expand(match);
  if (target !== '') builder.set(target, rule.replacement.expand(match));
}

function mapLabels(rule: RelabelRule, builder: LabelBuilder): void {
  // The values of the snapshot, as Prometheus reads them: an earlier mapping must not feed a later one.
  const snapshot = builder.names().map((name): [string, string] => [name, builder.get(name)]);
  for (const [name, value] of snapshot) {
    const match = fullMatch(rule.regex, name);
    const target = match === undefined ? '' : rule.replacement.expand(match);
    if (target !== '') builder.set(target, value);
  }
}

function removeLabels(builder: LabelBuilder, unwanted: (name: string) => boolean): void {
  for (const name of builder.names()) if (unwanted(name)) builder.set(name, '');
}

function fullMatch(regex: RE2JS, text: string): RegexMatcher | undefined {
  const matcher = regex.matcher(text);
  return matcher.matches() ? matcher : undefined;
}

/** The last eight bytes of the MD5 sum as a big-endian number, modulo `modulus`: Prometheus' sharding formula. */
function hashModulus(text: string, modulus: bigint): bigint {
  return createHash('md5').update(text).digest().readBigUInt64BE(8) % modulus;
}
