/** How dashboards write regular expressions: `/…/flags`, or a bare pattern that is anchored at both ends. */

export interface RegexSource {
  readonly pattern: string;
  readonly ignoreCase: boolean;
  /** All matches of a text count, not only the first. */
  readonly global: boolean;
}

/** One match; `groups[0]` is the whole match, an absent group is undefined. */
export interface RegexMatch {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/** A bare pattern gets `^` and `$` without parentheses around it, so `a|b` is `^a` or `b$`, as in Grafana. */
export function readRegex(source: string): RegexSource {
  const slashes = /^\/(.*)\/([gimsuy]*)$/s.exec(source);
  if (slashes === null) return { pattern: `^${source}$`, ignoreCase: false, global: false };
  const flags = slashes[2] ?? '';
  return { pattern: slashes[1] ?? '', ignoreCase: flags.includes('i'), global: flags.includes('g') };
}

/** `$1`, `$<name>`, `$&` and `$$` of a replacement filled from a match; a group that does not exist gives nothing. */
export function fillReplacement(replacement: string, match: RegexMatch): string {
  return replacement.replace(
    /\$(?:\$|&|(\d{1,2})|<([^>]+)>|\{(\d{1,2})\})/g,
    (token, ...parts: (string | undefined)[]) => {
      const [digits, name, braced] = parts;
      if (token === '$$') return '$';
      if (token === '$&') return match.groups[0] ?? '';
      if (name !== undefined) return Object.hasOwn(match.named, name) ? (match.named[name] ?? '') : '';
      return match.groups[Number(digits ?? braced)] ?? '';
    },
  );
}

/** The text with its matches replaced. */
export function replaceMatches(text: string, matches: readonly RegexMatch[], replacement: string): string {
  let out = '';
  let end = 0;
  for (const match of matches) {
    out += text.slice(end, match.index) + fillReplacement(replacement, match);
    end = match.index + (match.groups[0]?.length ?? 0);
  }
  return out + text.slice(end);
}
