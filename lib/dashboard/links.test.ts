import { describe, expect, it } from 'vitest';
import { linkHref, readLinks, safeUrl } from './links';
import type { BoundVariable, VariableScope } from './variables/scope';

const host: BoundVariable = { name: 'host', values: ['a b', 'c'], texts: ['a b', 'c'], isAll: false, isList: true };
const scope: VariableScope = { variables: new Map([['host', host]]), builtins: new Map() };
const state = {
  scope,
  range: { from: 'now-6h', to: 'now' },
  variables: new URLSearchParams('var-host=a b&var-host=c'),
};
const plain = { keepTime: false, includeVars: false };

describe('safeUrl', () => {
  it.each([
    ['https://example.org/x', 'https://example.org/x'],
    [' /d/abc ', '/d/abc'],
    ['mailto:ops@example.org', 'mailto:ops@example.org'],
    ['?from=now', '?from=now'],
    ['//example.org', '//example.org'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['\u0001javascript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['vbscript:x', undefined],
    ['', undefined],
  ])('%j', (url, want) => expect(safeUrl(url)).toBe(want));
});

describe('linkHref', () => {
  it.each([
    ['plain', { url: '/d/x', ...plain }, '/d/x'],
    ['below the root of the site', { url: 'd/x', ...plain }, '/d/x'],
    ['with the time', { url: '/d/x', keepTime: true, includeVars: false }, '/d/x?from=now-6h&to=now'],
    [
      'with the variables',
      { url: '/d/x?a=1#top', keepTime: false, includeVars: true },
      '/d/x?a=1&var-host=a+b&var-host=c#top',
    ],
    [
      'its own parameters win',
      { url: '/d/x?from=now-1h', keepTime: true, includeVars: false },
      '/d/x?from=now-1h&to=now',
    ],
    [
      'a variable inside is escaped',
      { url: 'https://example.org/?h=${host:csv}', ...plain },
      'https://example.org/?h=a b,c',
    ],
    [
      'all variables by name',
      { url: '/d/x?${__all_variables}&${__url_time_range}', ...plain },
      '/d/x?var-host=a+b&var-host=c&from=now-6h&to=now',
    ],
    ['a script in a variable', { url: 'javascript:$host', ...plain }, undefined],
  ])('%s', (_name, link, want) => expect(linkHref(link, state)).toBe(want));
});

it('reads links with wrong types as defaults', () => {
  expect(readLinks([{ type: 7, title: null, url: 'x', tags: ['a', 3], asDropdown: 'yes' }])).toEqual([
    {
      type: 'link',
      title: '',
      tooltip: '',
      url: 'x',
      tags: ['a'],
      asDropdown: false,
      includeVars: false,
      keepTime: false,
      newTab: false,
    },
  ]);
});
