/**
 * Replaces `$NAME` and `${NAME}` as Go's os.Expand does, and `$$` by a dollar sign. Single punctuation and digits are
 * names too (`$1`); `${}` and an unclosed `${` vanish, a dollar sign before anything else stays.
 */
export function expandVariables(text: string, lookUp: (name: string) => string): string {
  return text.replace(
    /\$(?:\{([^}]*)\}|(\{)|([A-Za-z_][A-Za-z0-9_]*|[*#$@!?\-0-9]))/g,
    (_match, braced, unclosed, bare) => {
      if (unclosed !== undefined) return '';
      const name: string = braced ?? bare;
      if (name === '$') return '$';
      return name === '' ? '' : lookUp(name);
    },
  );
}
