import type { Commit } from '@/collector/storage/storage';
import type { ScrapeTotals } from './appendScrape';

type Refused = Commit['refused'];

const REASONS: readonly (readonly [keyof Refused, string])[] = [
  ['duplicate', 'have another value for a known timestamp'],
  ['outOfOrder', 'are older than the newest of their series'],
  ['tooOld', 'are older than what is kept'],
  ['tooFarAhead', 'lie too far in the future'],
];

/** What of a good scrape was not stored, and why, for people; '' when all was. */
export function describeRefusals(
  refused: Refused,
  totals: Pick<ScrapeTotals, 'duplicates' | 'refused' | 'refusal'>,
): string {
  const parts: (readonly [number, string])[] = [
    [totals.duplicates, 'repeat a series of the same scrape'],
    [totals.refused, `are of new series: ${totals.refusal}`],
    ...REASONS.map(([reason, text]) => [refused[reason], text] as const),
  ];
  const given = parts.filter(([count]) => count > 0);
  if (given.length === 0) return '';
  const total = given.reduce((sum, [count]) => sum + count, 0);
  const reasons = given.map(([count, text]) => `${count} ${text}`).join(', ');
  return `${total} ${total === 1 ? 'sample was' : 'samples were'} not stored: ${reasons}`;
}
