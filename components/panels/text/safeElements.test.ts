import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { type MarkupNode, safeElements, safeStyle, safeUrl } from './safeElements';

type Tree = string | [tag: string, attributes: Record<string, string>, ...children: Tree[]];

function node(tree: Tree): MarkupNode {
  if (typeof tree === 'string') return { nodeType: 3, nodeName: '#text', nodeValue: tree, childNodes: [] };
  const [tag, attributes, ...children] = tree;
  return {
    nodeType: 1,
    nodeName: tag.toUpperCase(),
    nodeValue: null,
    childNodes: children.map(node),
    getAttribute: (name) => attributes[name] ?? null,
  };
}

const print = (...trees: Tree[]) =>
  renderToStaticMarkup(createElement('main', {}, ...safeElements(node(['body', {}, ...trees]))));

describe('safeElements', () => {
  it.each<[string, Tree, string]>([
    ['keeps prose', ['p', {}, 'a ', ['strong', {}, 'b']], '<p>a <strong>b</strong></p>'],
    ['escapes text', ['p', {}, '<img src=x onerror=alert(1)>'], '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['drops handlers', ['p', { onclick: 'alert(1)', title: 't' }, 'x'], '<p title="t">x</p>'],
    ['drops scripts with what is in them', ['script', {}, 'alert(1)'], ''],
    ['drops styles and frames', ['div', {}, ['style', {}, '*{}'], ['iframe', { src: '//x' }], 'y'], '<div>y</div>'],
    ['unwraps what it does not know', ['blink', {}, ['b', {}, 'z']], '<b>z</b>'],
    ['drops javascript links', ['a', { href: 'java\tscript:alert(1)' }, 'x'], '<a>x</a>'],
    ['drops images of other schemes', ['img', { src: 'javascript:alert(1)' }], ''],
    ['drops svg data', ['img', { src: 'data:image/svg+xml,<svg onload=alert(1)>' }], ''],
    [
      'keeps links and shields the opener',
      ['a', { href: 'https://example.org/' }, 'x'],
      '<a href="https://example.org/" rel="noopener noreferrer" target="_blank">x</a>',
    ],
    ['keeps harmless styles', ['p', { style: 'color: red; position: fixed' }, 'x'], '<p style="color:red">x</p>'],
  ])('%s', (_, tree, want) => expect(print(tree)).toBe(`<main>${want}</main>`));

  it('ends in the depth', () => {
    let tree: Tree = 'deep';
    for (let i = 0; i < 500; i++) tree = ['div', {}, tree];
    expect(print(tree)).not.toContain('deep');
  });
});

describe('safeUrl', () => {
  it.each([
    ['https://a/b?c#d', 'https://a/b?c#d'],
    ['/d/uid?var-x=a:b', '/d/uid?var-x=a:b'],
    ['mailto:a@b', 'mailto:a@b'],
    ['#top', '#top'],
    ['JAVASCRIPT:alert(1)', undefined],
    [' \u0000java\nscript:alert(1)', undefined],
    ['vbscript:x', undefined],
    ['data:text/html,x', undefined],
  ])('%s', (url, want) => expect(safeUrl(url)).toBe(want));
});

it.each([
  ['background: url(//evil)', {}],
  ['color: red; width: expression(alert(1))', { color: 'red' }],
  ['background-color: #fff; --x: 1', { backgroundColor: '#fff' }],
  ['position: fixed; inset: 0; z-index: 9', {}],
  ['nonsense', {}],
])('style %s', (text, want) => expect(safeStyle(text)).toEqual(want));
