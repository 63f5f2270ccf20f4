import { expect, it } from 'vitest';
import { AttemptLimiter } from './attemptLimiter';

it.each<[string, (index: number) => string, string, boolean]>([
  ['one address', () => '10.0.0.1', '10.0.0.1', true],
  ['one address and another one', () => '10.0.0.1', '10.0.0.2', false],
  ['one network of version 6', (index) => `2001:db8:1:2::${index.toString(16)}`, '2001:DB8:1:2:3:4:5:6', true],
  ['another network of version 6', (index) => `2001:db8:1:2::${index.toString(16)}`, '2001:db8:1:3::1', false],
  ['addresses of version 4 in those of version 6', (index) => `::ffff:10.0.0.${index}`, '::ffff:10.0.1.1', false],
])('waits after 30 guesses from %s', (_, addressOf, address, waits) => {
  const limiter = new AttemptLimiter(() => 0);
  for (let index = 0; index < 30; index++) limiter.fail(`login ${index}`, addressOf(index));
  expect(limiter.waitMs('another', address) > 0).toBe(waits);
});
