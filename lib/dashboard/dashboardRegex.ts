import { RE2JS } from 're2js';

const cache = new Map<string, ((text: string) => boolean) | undefined>();
const MAX_CACHED = 500;

function compile(source: string): ((text: string) => boolean) | undefined {
  const slashes = /^\/(.*)\/([gimsuy]*)$/s.exec(source);
  const flags = slashes?.[2]?.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  try {
    const regex = RE2JS.compile(slashes?.[1] ?? source, flags);
    return slashes ? (text) => regex.matcher(text).find() : (text) => regex.matches(text);
  } catch {
    return undefined;
  }
}

/**
 * A regular expression from a dashboard as a test: `/…/flags` is searched for, a bare one must match the whole text.
 * RE2 runs it in linear time; undefined for what RE2 cannot read (look-ahead, broken syntax).
 */
export function dashboardRegex(source: string): ((text: string) => boolean) | undefined {
  if (cache.has(source)) return cache.get(source);
  if (cache.size >= MAX_CACHED) cache.clear();
  const test = source.length > 10_000 ? undefined : compile(source);
  cache.set(source, test);
  return test;
}
