import { dropLabels, keepLabels, type Labels, labelsKey, METRIC_NAME } from '@/lib/labels/labels';
import type { VectorMatching } from '@/lib/promql/ast';

/** The labels by which two series are partners: those of `on`, or all but the name and those of `ignoring`. */
export function matchLabels(matching: VectorMatching): (labels: Labels) => Labels {
  const names = new Set(matching.labels);
  if (matching.on) return (labels) => keepLabels(labels, names);
  names.add(METRIC_NAME);
  return (labels) => dropLabels(labels, names);
}

/** The same as a map key. */
export function signatureOf(matching: VectorMatching): (labels: Labels) => string {
  const labelsOf = matchLabels(matching);
  return (labels) => labelsKey(labelsOf(labels));
}
