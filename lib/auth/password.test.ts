import { describe, expect, it } from 'vitest';
import { AttemptLimiter } from './attemptLimiter';
import { BoundedCache } from './boundedCache';
import { hashPassword, PasswordVerifier } from './password';

describe('passwords', () => {
  it('are kept as scrypt with a salt of their own, and are known again however they are typed', async () => {
    const [one, two] = await Promise.all([hashPassword('schönes Wetter'), hashPassword('schönes Wetter')]);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(one).not.toBe(two);
    const verifier = new PasswordVerifier(Date.now);
    expect(await verifier.verify('schönes Wetter'.normalize('NFD'), one)).toBe(true);
    expect(await verifier.verify('schones Wetter', one)).toBe(false);
    expect(await verifier.verify('', one)).toBe(false);
    expect(await verifier.verify('schönes Wetter', null)).toBe(false);
  });

  it('are checked once in 30 s, also when many ask at the same moment, and a new hash is checked at once', async () => {
    const hash = await hashPassword('correct horse');
    const verifier = new PasswordVerifier(Date.now);
    await verifier.verify('correct horse', hash);
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 500 }, () => verifier.verify('correct horse', hash)));
    expect(answers.every(Boolean)).toBe(true);
    // One check takes more than 50 ms, so 500 of them could not be done in this time.
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await verifier.verify('correct horse', await hashPassword('another'))).toBe(false);
  });

  it('are refused when too many wait', async () => {
    const hash = await hashPassword('correct horse');
    const verifier = new PasswordVerifier(Date.now);
    await verifier.verify('warm up', hash);
    const guesses = Array.from({ length: 90 }, (_, index) => verifier.verify(`guess ${index}`, hash));
    const outcomes = await Promise.allSettled(guesses);
    const busy = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]).toMatchObject({ reason: { code: 'auth_busy' } });
  }, 60_000);
});

it('the limiter stops guesses at one name and guesses from one address, for five minutes', () => {
  let now = 1_000_000;
  const limiter = new AttemptLimiter(() => now);
  for (let index = 0; index < 10; index++) {
    expect(limiter.waitMs('Ada', 'a')).toBe(0);
    limiter.fail('ada', `address ${index}`);
  }
  expect(limiter.waitMs('ADA', 'elsewhere')).toBe(300_000);
  expect(limiter.waitMs('bob', 'elsewhere')).toBe(0);
  for (let index = 0; index < 30; index++) limiter.fail(`user ${index}`, 'one address');
  expect(limiter.waitMs('new', 'one address')).toBe(300_000);
  now += 299_999;
  expect(limiter.waitMs('ada', 'x')).toBe(1);
  now += 1;
  expect(limiter.waitMs('ada', 'one address')).toBe(0);
  limiter.fail('ada', 'x');
  limiter.succeed('ada');
  expect(limiter.waitMs('ada', 'x')).toBe(0);
});

it('the cache forgets what is old and what is too much', () => {
  let now = 0;
  const cache = new BoundedCache<number>(2, 100, () => now);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('a', 3);
  cache.set('c', 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, undefined, 4]);
  now = 100;
  expect(cache.get('a')).toBeUndefined();
});
