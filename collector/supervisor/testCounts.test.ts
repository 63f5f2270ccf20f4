import { expect, it } from 'vitest';
import { countPlaywright, countVitest, NOTHING, sum } from './testCounts.mjs';

it('counts Vitest, with files that could not be loaded as failures', () => {
  const report = {
    numPassedTests: 10,
    numFailedTests: 2,
    numPendingTests: 3,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 10, failed: 3, skipped: 4 });
});

it('counts Playwright, with errors outside of tests as failures', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'setup' }] };
  expect(countPlaywright(report)).toEqual({ passed: 6, failed: 2, skipped: 2 });
});

it.each([null, {}, { stats: 'none' }])('counts nothing in %j', (report) => {
  expect(countVitest(report)).toEqual(NOTHING);
  expect(countPlaywright(report)).toEqual(NOTHING);
});

it('adds', () => {
  expect(sum({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
