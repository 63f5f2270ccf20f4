// @ts-check

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function sum(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * Out of Vitest's JSON report. A file that fails to load has no tests, but its suite failed.
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const passed = numberAt(report, 'numPassedTests');
  const failedTests = numberAt(report, 'numFailedTests');
  const skipped = numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests');
  const suites = isRecord(report) && Array.isArray(report['testResults']) ? report['testResults'] : [];
  const unloadable = suites.filter((suite) => isRecord(suite) && suite['status'] === 'failed' && isEmpty(suite));
  return { passed, failed: failedTests + unloadable.length, skipped };
}

/** Out of Playwright's JSON report. A flaky test passed, but only when it was run again. @param {unknown} report @returns {Counts} */
export function countPlaywright(report) {
  const stats = isRecord(report) ? report['stats'] : undefined;
  const errors = isRecord(report) && Array.isArray(report['errors']) ? report['errors'].length : 0;
  return {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected') + errors,
    skipped: numberAt(stats, 'skipped'),
  };
}

/** @param {unknown} value @param {string} key @returns {number} 0 if it is not there */
function numberAt(value, key) {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'number' ? found : 0;
}

/** @param {Record<string, unknown>} suite */
function isEmpty(suite) {
  return !Array.isArray(suite['assertionResults']) || suite['assertionResults'].length === 0;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
