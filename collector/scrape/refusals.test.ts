import { expect, it } from 'vitest';
import { describeRefusals } from './refusals';

const NONE = { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 };

const LIMIT = 'the limit of active series is reached (5, BELVEDERE_MAX_SERIES)';

it.each([
  ['nothing', NONE, 0, 0, ''],
  ['one', { ...NONE, outOfOrder: 1 }, 0, 0, '1 sample was not stored: 1 are older than the newest of their series'],
  [
    'several reasons',
    { ...NONE, tooFarAhead: 2 },
    3,
    1,
    '6 samples were not stored: 3 repeat a series of the same scrape, 1 are of new series: the limit of active series is reached (5, BELVEDERE_MAX_SERIES), 2 lie too far in the future',
  ],
])('%s', (_, refused, duplicates, refusedSeries, want) => {
  expect(describeRefusals(refused, { duplicates, refused: refusedSeries, refusal: LIMIT })).toBe(want);
});
