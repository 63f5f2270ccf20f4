/** Links of dashboards and panels: what they say, and the address they lead to. */
import type { JsonObject } from './document';
import { interpolate } from './variables/interpolate';
import type { VariableScope } from './variables/scope';

export interface DashboardLink {
  /** `dashboards` stands for all dashboards that have the tags. */
  readonly type: 'link' | 'dashboards';
  readonly title: string;
  readonly tooltip: string;
  readonly url: string;
  readonly tags: readonly string[];
  /** Dashboards in a list that opens, else side by side. */
  readonly asDropdown: boolean;
  /** The values of variables, and the time range, go along. */
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly newTab: boolean;
}

/** More links are not shown: nobody reads them. */
const MAX_LINKS = 100;

/** Reads links as they stand in the document; wrong types become defaults. */
export function readLinks(links: readonly JsonObject[]): DashboardLink[] {
  return links.slice(0, MAX_LINKS).map((link) => {
    const text = (name: string) => (typeof link[name] === 'string' ? link[name] : '');
    const { tags } = link;
    return {
      type: link['type'] === 'dashboards' ? 'dashboards' : 'link',
      title: text('title'),
      tooltip: text('tooltip'),
      url: text('url'),
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
      asDropdown: link['asDropdown'] === true,
      includeVars: link['includeVars'] === true,
      keepTime: link['keepTime'] === true,
      newTab: link['targetBlank'] === true,
    };
  });
}

/** A link as it stands in the document; `kept` is the one it takes the place of, whose other fields stay. */
export function writeLink(link: DashboardLink, kept: JsonObject): JsonObject {
  const { type, title, tooltip, url, tags, asDropdown, includeVars, keepTime, newTab } = link;
  return {
    icon: 'external link',
    ...kept,
    type,
    title,
    tooltip,
    url,
    tags,
    asDropdown,
    includeVars,
    keepTime,
    targetBlank: newTab,
  };
}

/** What a link may take along: the time range and the variables, as the address of the page writes them. */
export interface LinkState {
  readonly scope: VariableScope;
  readonly range: { readonly from: string; readonly to: string };
  /** `var-…` parameters of the page. */
  readonly variables: URLSearchParams;
}

/**
 * The address of a link with variables put in; undefined when it leads to nothing that may be opened: only http,
 * https, mailto and addresses relative to this page are.
 */
export function linkHref(
  { url, keepTime, includeVars }: Pick<DashboardLink, 'url' | 'keepTime' | 'includeVars'>,
  { scope, range, variables }: LinkState,
): string | undefined {
  const time = new URLSearchParams({ from: range.from, to: range.to }).toString();
  const known = url
    .replaceAll(/\$\{__url_time_range\}|\$__url_time_range\b/g, () => time)
    .replaceAll(/\$\{__all_variables\}|\$__all_variables\b/g, () => variables.toString());
  const safe = safeUrl(interpolate(known, scope, 'url'));
  if (safe === undefined) return undefined;
  const href = fromRoot(safe);
  const more = new URLSearchParams(includeVars ? variables : undefined);
  if (keepTime) for (const name of ['from', 'to'] as const) more.set(name, range[name]);
  return href.startsWith('mailto:') ? href : withParams(href, more);
}

/** `d/abc` stands for `/d/abc`, on whatever page the link is. */
function fromRoot(href: string): string {
  return /^([/?#.]|[a-z][a-z0-9+.-]*:)/i.test(href) ? href : `/${href}`;
}

/** An address that is safe to follow, trimmed; undefined for every other one. */
export function safeUrl(text: string): string | undefined {
  // Browsers ignore these characters, so `java\nscript:` is a script, too.
  const url = text.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim();
  if (url === '') return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  return scheme === undefined || scheme === 'http' || scheme === 'https' || scheme === 'mailto' ? url : undefined;
}

/** Adds parameters that the address does not set itself. */
function withParams(href: string, more: URLSearchParams): string {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(href) ?? [];
  const own = new URLSearchParams(query);
  const added = new URLSearchParams();
  for (const [name, value] of more) if (!own.has(name)) added.append(name, value);
  const joined = [query, added.toString()].filter((part) => part !== '').join('&');
  return `${path}${joined === '' ? '' : `?${joined}`}${hash}`;
}
