import type { TemplateIssue } from '@/lib/dashboard/promqlTemplate/lintTemplate';
import { lineAndColumn } from '@/lib/promql/errors';
import { formatDuration } from '@/lib/time/duration';
import type { QueryReport } from './queryReports';

/** `6 series`, `4,326 points`, `12 ms`, `step 30s`. */
export function reportParts({ series, shownSeries, points, durationMs, stepMs }: QueryReport): string[] {
  const shown =
    shownSeries < series ? `${count(shownSeries)} of ${count(series)} series` : plural(series, 'series', 'series');
  return [
    shown,
    plural(points, 'point', 'points'),
    duration(durationMs),
    ...(stepMs === undefined ? ['instant'] : [`step ${formatDuration(stepMs)}`]),
  ];
}

function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function duration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/**
 * An error with its place in the text as it was written. The collector counts in the text with variables put in, so
 * the place is taken from our own check of the same text; where there is none, the message stays as it is.
 */
export function placedError(message: string, text: string, issues: readonly TemplateIssue[]): string {
  const issue = issues.find(({ severity }) => severity === 'error');
  if (issue === undefined) return message;
  return `${lineAndColumn(text, issue.from)}: ${issue.message}`;
}
