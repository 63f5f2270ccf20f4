import { expect, it } from 'vitest';
import { Turns } from './turns';

it('lets timers run between those who ask at the same time', async () => {
  const turns = new Turns();
  const startedMs = performance.now();
  let firstTimerMs = Infinity;
  setTimeout(() => {
    firstTimerMs = performance.now() - startedMs;
  }, 1);
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      await turns.next();
      for (const untilMs = performance.now() + 20; performance.now() < untilMs; );
    }),
  );
  expect(firstTimerMs).toBeLessThan(100);
});
