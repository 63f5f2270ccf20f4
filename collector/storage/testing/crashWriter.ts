/**
 * For ../store.crash.test.ts: a process of its own that appends rows until it is killed, and prints each row's number once
 * the row is durable. Arguments: database URL, first row, time of row 0.
 */
import { createPrisma } from '@/lib/db/client';
import { openStore } from '../openStore';
import { CRASH_LATE_ROWS, CRASH_LIMITS, CRASH_SERIES, crashLateValue, crashRowTime, crashValue } from './crashRows';
import { appendRow } from './testStore';

const [databaseUrl = '', firstRow = '0', startMs = '0'] = process.argv.slice(2);
const prisma = createPrisma(databaseUrl);
const quiet = () => undefined;
const store = await openStore({
  prisma,
  databaseUrl,
  workerFile: new URL('storeWorker.mjs', import.meta.url),
  now: Date.now,
  log: { info: quiet, warn: quiet, error: (fields, message) => console.error(message, fields) },
  limits: CRASH_LIMITS,
});
console.log('open');
for (let row = Number(firstRow); ; row++) {
  const commit = appendRow(store, crashRowTime(Number(startMs), row), CRASH_SERIES, (i) => crashValue(i, row));
  const lateRow = row - CRASH_LATE_ROWS;
  const lateTime = crashRowTime(Number(startMs), lateRow);
  const late = appendRow(store, lateTime, CRASH_SERIES, (i) => (lateRow < 0 ? undefined : crashLateValue(i, lateRow)));
  await Promise.all([commit.durable(), late.durable()]);
  console.log(row);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
