/** A path of our own to go to after signing in; `/` for everything else, so that no link leads to another site. */
export function localPath(text: string | undefined): string {
  // Browsers read a backslash as a slash and drop tabs and newlines; what is left must not begin with two slashes.
  if (text === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text) || text.length > 4096) return '/';
  return /^\/(login|api)([/?#]|$)/.test(text) ? '/' : text;
}
