import { expect, it } from 'vitest';
import { sameJson } from './sameJson';

it.each<[string, unknown, unknown, boolean]>([
  ['numbers', 1, 1, true],
  ['a number and its text', 1, '1', false],
  ['null and an object', null, {}, false],
  ['keys in another order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
  ['an undefined key', { a: undefined, b: 1 }, { b: 1 }, true],
  ['a missing key', { a: 1, b: 1 }, { b: 1 }, false],
  ['a further key', { b: 1 }, { a: 1, b: 1 }, false],
  ['a list and an object', ['x'], { 0: 'x' }, false],
  ['lists in another order', [1, 2], [2, 1], false],
  ['a key that objects inherit', {}, { toString: 1 }, false],
  ['nested values', { a: [{ b: null }] }, { a: [{ b: null }] }, true],
])('%s', (_name, a, b, want) => {
  expect(sameJson(a, b)).toBe(want);
  expect(sameJson(b, a)).toBe(want);
});
