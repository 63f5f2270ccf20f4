/** Regular expressions of dashboards: RE2 in linear time, and for what it cannot read (look-around) the browser's own. */
import { RE2JS } from 're2js';
import { LookaroundAnswers } from './lookaroundAnswers';
import { type RegexMatch, type RegexSource, readRegex, replaceMatches } from './regexSource';

const MAX_SOURCE = 10_000;
const MAX_CACHED = 500;
const MAX_MATCHES = 1000;

/** All matches that count in a text; none for a text that is not matched. */
export type RegexFinder = (text: string) => readonly RegexMatch[];

/** What RE2 cannot answer, answered later by a worker; whoever draws subscribes to it. */
export const lookaroundAnswers = new LookaroundAnswers();

const cache = new Map<string, RegexFinder | undefined>();

/**
 * A regular expression from a dashboard. One with look-around finds nothing until its answers for the texts it was
 * asked about are there (`lookaroundAnswers` tells). undefined: not valid.
 */
export function regexFinder(source: string): RegexFinder | undefined {
  if (cache.has(source)) return cache.get(source);
  if (cache.size >= MAX_CACHED) cache.clear();
  const finder = source.length > MAX_SOURCE ? undefined : compile(source);
  cache.set(source, finder);
  return finder;
}

/** The expression as a test of texts; undefined when it is not valid. */
export function dashboardRegex(source: string): ((text: string) => boolean) | undefined {
  const find = regexFinder(source);
  return find && ((text) => find(text).length > 0);
}

/** The expression as a replacement by `$1` patterns; texts that do not match stay as they are. */
export function dashboardReplace(source: string, replacement: string): ((text: string) => string) | undefined {
  const find = regexFinder(source);
  return find && ((text) => replaceMatches(text, find(text), replacement));
}

/** The finder of RE2, or undefined for a pattern that it does not read. */
export function linearFinder(source: RegexSource): RegexFinder | undefined {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(source.pattern, source.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return undefined;
  }
  const names = Object.keys(regex.namedGroups());
  return (text) => {
    const matcher = regex.matcher(text);
    const matches: RegexMatch[] = [];
    while (matcher.find()) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
      const named = Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? undefined]));
      matches.push({ index: matcher.start(), groups, named });
      if (!source.global || matches.length >= MAX_MATCHES) break;
    }
    return matches;
  };
}

function compile(text: string): RegexFinder | undefined {
  const source = readRegex(text);
  return linearFinder(source) ?? lookaroundAnswers.finder(source);
}
