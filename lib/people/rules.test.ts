import { describe, expect, it } from 'vitest';
import { emailProblem, loginProblem, passwordProblem } from './rules';

it.each([
  ['correct-horse-1', 'admin', undefined],
  ['schönes Wetter', 'admin', undefined],
  ['short', 'admin', /at least 8/],
  ['👍👍👍👍', '', /at least 8/],
  ['x'.repeat(257), '', /at most 256/],
  ['abababab', '', /three different/],
  ['PassWord123', '', /first that are guessed/],
  ['admin123', 'admin', /user name/],
  ['my admin has a long one', 'admin', undefined],
])('password %s of %s', (password, login, want) => {
  const got = passwordProblem(password, login);
  if (want === undefined) expect(got).toBeUndefined();
  else expect(got).toMatch(want);
});

describe('names', () => {
  it.each([
    ['ada', true],
    ['ada.lovelace+x@example.org', true],
    ['Jörg', true],
    ['', false],
    ['a b', false],
    ['a:b', false],
    ['<script>', false],
    ['a'.repeat(65), false],
  ])('user name %s: %s', (login, good) => expect(loginProblem(login) === undefined).toBe(good));

  it.each([
    ['', true],
    ['ada@example.org', true],
    ['ada', false],
    ['a@b@c', false],
    ['a @b', false],
  ])('email %s: %s', (email, good) => expect(emailProblem(email) === undefined).toBe(good));
});
