/**
 * A parsed HTML tree as React elements, by an allow-list. What comes out was built by React and never was markup,
 * so nothing that a parser might misread can run: the second line of defence behind DOMPurify.
 */
import { createElement, type ReactNode } from 'react';

/** The part of a DOM node that is read; tests give plain objects. */
export interface MarkupNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<MarkupNode>;
  getAttribute?(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;
const MAX_DEPTH = 60;

const TAGS = new Set(
  (
    'a abbr b blockquote br caption center code col colgroup dd del details div dl dt em figcaption figure font footer h1 h2 h3 h4 ' +
    'h5 h6 header hr i img ins kbd li main mark nav ol p pre s samp section small span strong sub summary sup ' +
    'table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);

/** What is inside these is no text for readers. */
const DROPPED = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'template',
  'noscript',
  'svg',
  'math',
  'title',
]);

const ATTRIBUTES: Readonly<Record<string, string>> = {
  title: 'title',
  alt: 'alt',
  width: 'width',
  height: 'height',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  align: 'align',
  start: 'start',
  open: 'open',
};

const STYLE_PROPERTIES =
  /^(color|background|background-color|text-align|text-decoration|font|font-size|font-weight|font-style|font-family|line-height|letter-spacing|white-space|vertical-align|width|height|min-width|min-height|max-width|max-height|display|flex|flex-direction|flex-wrap|justify-content|align-items|gap|float|clear|list-style|list-style-type|opacity|margin(-(top|right|bottom|left))?|padding(-(top|right|bottom|left))?|border(-(top|right|bottom|left|radius|color|width|style|collapse))?)$/;

/** An address that may be followed or loaded: http, https, mailto, or relative; else undefined. */
export function safeUrl(url: string, schemes: readonly string[] = ['http', 'https', 'mailto']): string | undefined {
  // Browsers ignore control characters and spaces in schemes ("java\tscript:").
  const bare = url.replace(/[\u0000-\u0020\u007f-\u009f\u200b\ufeff]/g, '');
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1];
  if (scheme === undefined) return url.trim();
  return schemes.includes(scheme.toLowerCase()) ? url.trim() : undefined;
}

/** Declarations of a style attribute that only touch the look of the element itself. */
export function safeStyle(text: string): Record<string, string> {
  const style: Record<string, string> = {};
  for (const declaration of text.split(';').slice(0, 50)) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (colon < 0 || !STYLE_PROPERTIES.test(name) || /url\s*\(|expression|image-set|\\|@import/i.test(value)) continue;
    style[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return style;
}

function propsOf(node: MarkupNode, tag: string): Record<string, unknown> | undefined {
  const get = (name: string) => node.getAttribute?.(name) ?? null;
  const props: Record<string, unknown> = {};
  for (const [name, prop] of Object.entries(ATTRIBUTES)) {
    const value = get(name);
    if (value !== null) props[prop] = prop === 'open' ? true : value;
  }
  const style = get('style');
  if (style) props['style'] = safeStyle(style);
  if (tag === 'a') {
    const href = safeUrl(get('href') ?? '');
    if (href)
      Object.assign(props, { href, rel: 'noopener noreferrer', target: href.startsWith('#') ? undefined : '_blank' });
  }
  if (tag === 'img') {
    const src = safeUrl(get('src') ?? '', ['http', 'https', 'data']);
    if (!src || (/^\s*data:/i.test(src) && !/^\s*data:image\/(png|jpeg|gif|webp);/i.test(src))) return undefined;
    Object.assign(props, { src, loading: 'lazy', referrerPolicy: 'no-referrer' });
  }
  return props;
}

const VOID = new Set(['br', 'hr', 'img', 'col']);

/** The children of a node as React nodes; unknown elements leave their text, dangerous ones leave nothing. */
export function safeElements(parent: MarkupNode, depth = 0): ReactNode[] {
  if (depth > MAX_DEPTH) return [];
  return Array.from(parent.childNodes).map((node, key): ReactNode => {
    if (node.nodeType === TEXT) return node.nodeValue;
    if (node.nodeType !== ELEMENT) return null;
    const tag = node.nodeName.toLowerCase();
    if (DROPPED.has(tag)) return null;
    if (!TAGS.has(tag)) return safeElements(node, depth + 1);
    const props = propsOf(node, tag);
    if (!props) return null;
    return VOID.has(tag)
      ? createElement(tag, { ...props, key })
      : createElement(tag, { ...props, key }, ...safeElements(node, depth + 1));
  });
}
