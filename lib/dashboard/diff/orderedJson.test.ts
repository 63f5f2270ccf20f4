import { expect, test } from 'vitest';
import { orderedJson } from './orderedJson';

test.each([
  [{ b: 1, title: 'T', a: 2, id: 3 }, '{"id":3,"title":"T","a":2,"b":1}'],
  [{ list: [{ y: 1, x: 2 }, 3, null] }, '{"list":[{"x":2,"y":1},3,null]}'],
  [[], '[]'],
  ['text', '"text"'],
])('%j', (value, want) => expect(JSON.stringify(orderedJson(value))).toBe(want));

test('names of prototypes stay data', () => {
  const text = '{"constructor":1,"toString":{"a":2,"b":1}}';
  expect(JSON.stringify(orderedJson(JSON.parse(text)))).toBe(text);
});
