import { describe, expect, it } from 'vitest';
import { findJsonProblem } from './jsonProblem';
import { parseJson } from './parseJson';

describe('a text that is no JSON names line, column and mistake', () => {
  it.each<[string, string, string]>([
    ['nothing', '', '1:1 there is nothing here'],
    ['a comma too many in an object', '{\n  "a": 1,\n}', '3:1 the comma before this } is one too many'],
    ['a comma too many in a list', '[1,]', '1:4 the comma before this ] is one too many'],
    ['two commas', '[1,,2]', '1:4 expected a value, found ,'],
    ['a missing comma', '{"a": 1\n "b": 2}', '2:2 expected , or }, found "'],
    ['a missing colon', '{"a" 1}', '1:6 expected : after the name, found 1'],
    ['single quotes', "{'a': 1}", "1:2 expected a name in double quotes, found ' (strings take double quotes)"],
    ['a bare word', '{"a": undefined}', '1:7 expected a value, found undefined'],
    ['a cut text', '{"panels": [{"id": 1', '1:21 the text ends too early: 3 brackets are still open'],
    ['an open string', '{"a": "b', '1:7 this string has no closing quote'],
    ['a line break in a string', '{"a": "b\n"}', '1:9 a string must end on its line'],
    ['an unknown escape', '{"a": "\\x"}', '1:8 an unknown escape in a string'],
    ['two documents', '{}\n{}', '2:1 expected nothing after the end, found {'],
    ['a wrong bracket', '{"a": [1}', '1:9 expected , or ], found }'],
    ['a number with a leading zero', '[01]', '1:3 expected , or ], found 1'],
  ])('%s', (_, text, want) => {
    const parsed = parseJson(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(`${parsed.problem.line}:${parsed.problem.column} ${parsed.problem.message}`).toBe(want);
  });

  it.each(['{}', '[]', ' [1, -2.5e+3, "\\u00e9\\n", true, null, {"a": {"b": []}}] ', '"a"', '0'])(
    'finds no problem in %s',
    (text) => expect(findJsonProblem(text)).toBeUndefined(),
  );

  it('agrees with JSON.parse on texts with one character changed', () => {
    const text = '{"a": [1, 2.5, {"b": "c\\n"}], "d": null, "e": true}';
    for (let at = 0; at < text.length; at++) {
      for (const char of ['', ',', '}', ']', '"', '\\', '0', ' ', 'x', ':']) {
        const changed = text.slice(0, at) + char + text.slice(at + 1);
        const valid = isJson(changed);
        expect([changed, findJsonProblem(changed) === undefined]).toEqual([changed, valid]);
      }
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it('passes over a byte order mark', () => {
  expect(parseJson('\uFEFF{"title":"a"}')).toEqual({ ok: true, json: { title: 'a' } });
});

it.each([
  ['100,000 levels', '['.repeat(100_000), 'nested more than 200 levels deep'],
  ['11 MB', `"${'x'.repeat(11 * 1024 * 1024)}"`, 'a dashboard may have 10 MB, this text has 11.0 MB'],
])('refuses %s', (_, text, want) => {
  const parsed = parseJson(text);
  expect(parsed.ok ? '' : parsed.problem.message).toBe(want);
});

it('does not take brackets in strings for levels', () => {
  expect(parseJson(JSON.stringify({ a: '['.repeat(1000), b: '\\"[' })).ok).toBe(true);
});
