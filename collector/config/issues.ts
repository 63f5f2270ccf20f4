import type { z } from 'zod';

/** What zod calls the shapes, in the words of a YAML file. */
const SHAPES: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'a single value',
};

/** The message for an issue that has none of its own. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'this field is required';
    return `expected ${SHAPES[issue.expected] ?? issue.expected}, got ${shapeOf(issue.input)}`;
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map((value) => (value === '' ? '""' : String(value))).join(', ');
    return `expected ${issue.values.length === 1 ? allowed : `one of ${allowed}`}, got ${shapeOf(issue.input)}`;
  }
  return undefined;
}

function shapeOf(input: unknown): string {
  if (input === undefined || input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return JSON.stringify(String(input).slice(0, 100));
}
