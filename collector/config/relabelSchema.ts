import { RE2JS } from 're2js';
import { z } from 'zod';
import { labelName, scalar, section, uint64 } from './fields';
import { RELABEL_ACTIONS, type RelabelAction, type RelabelConfig } from './scrapeConfig';

const DEFAULT_SEPARATOR = ';';
const DEFAULT_REGEX = '(.*)';
const DEFAULT_REPLACEMENT = '$1';

const action = scalar(`one of ${RELABEL_ACTIONS.join(', ')}`, (text) =>
  RELABEL_ACTIONS.find((known) => known === text.toLowerCase()),
);

const regex = z.string().superRefine((pattern, context) => {
  try {
    RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({
      code: 'custom',
      message: `cannot parse regular expression ${JSON.stringify(pattern)}: ${reason}`,
    });
  }
});

const fields = section({
  source_labels: z.array(labelName).optional(),
  separator: z.string().optional(),
  regex: regex.optional(),
  modulus: uint64.optional(),
  target_label: z.string().optional(),
  replacement: z.string().optional(),
  action: action.optional(),
});

/** One entry of relabel_configs or metric_relabel_configs (prometheus: model/relabel, Config.Validate). */
export const relabelSchema = fields.transform((raw, context): RelabelConfig => {
  const config: RelabelConfig = {
    action: raw.action ?? 'replace',
    sourceLabels: raw.source_labels ?? [],
    separator: raw.separator ?? DEFAULT_SEPARATOR,
    regex: raw.regex ?? DEFAULT_REGEX,
    modulus: raw.modulus ?? 0n,
    targetLabel: raw.target_label ?? '',
    replacement: raw.replacement ?? DEFAULT_REPLACEMENT,
  };
  const problem = problemOf(config);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  return config;
});

const NEEDS_TARGET: ReadonlySet<RelabelAction> = new Set([
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
]);
const FIXED_REPLACEMENT: ReadonlySet<RelabelAction> = new Set(['lowercase', 'uppercase', 'keepequal', 'dropequal']);

/** What does not fit together, or undefined. */
function problemOf(config: RelabelConfig): string | undefined {
  const { action: kind } = config;
  const plain =
    config.modulus === 0n && config.separator === DEFAULT_SEPARATOR && config.replacement === DEFAULT_REPLACEMENT;
  if (kind === 'hashmod' && config.modulus === 0n) {
    return 'relabel configuration for hashmod requires non-zero modulus';
  }
  if (NEEDS_TARGET.has(kind) && config.targetLabel === '') {
    return `relabel configuration for ${kind} action requires 'target_label' value`;
  }
  if (FIXED_REPLACEMENT.has(kind) && config.replacement !== DEFAULT_REPLACEMENT) {
    return `'replacement' can not be set for ${kind} action`;
  }
  if (kind === 'labelmap' && config.replacement === '') return `"" is invalid 'replacement' for labelmap action`;
  if ((kind === 'keepequal' || kind === 'dropequal') && !(plain && config.regex === DEFAULT_REGEX)) {
    return `${kind} action requires only 'source_labels' and 'target_label', and no other fields`;
  }
  const regexOnly = plain && config.sourceLabels.length === 0 && config.targetLabel === '';
  if ((kind === 'labeldrop' || kind === 'labelkeep') && !regexOnly) {
    return `${kind} action requires only 'regex', and no other fields`;
  }
  return undefined;
}
