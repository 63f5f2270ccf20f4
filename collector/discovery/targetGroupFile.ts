import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import type { TargetGroup } from './discoverer';

/** YAML writes numbers where a label value is meant; the text as it stands in the file is taken. */
const labelSet = z.record(z.string().min(1), z.string());
const groupList = z.array(z.strictObject({ targets: z.array(z.string().min(1)), labels: labelSet.nullish() }));

/** Expansions of YAML aliases that are followed; more is an attack on memory. */
const MAX_ALIASES = 100;

/**
 * The groups of a file_sd file: a JSON or YAML list of `{targets: [address], labels: {name: value}}`. Every group
 * gets `__meta_filepath`. Throws an Error that says what is wrong, and where if the syntax is.
 */
export function parseTargetGroupFile(fileName: string, text: string): readonly TargetGroup[] {
  const parsed = groupList.safeParse(parse(fileName, text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.map(String).join('.') || 'top level'}: ${issue?.message ?? 'invalid'}`);
  }
  return parsed.data.map(({ targets, labels }, i) => ({
    source: `${fileName}:${i}`,
    targets: targets.map((address): Labels => ['__address__', address]),
    labels: labelsFromRecord({ ...labels, __meta_filepath: fileName }),
  }));
}

function parse(fileName: string, text: string): unknown {
  if (/\.json$/i.test(fileName)) return JSON.parse(text);
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true });
  if (document.errors[0] !== undefined) throw document.errors[0];
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
