const PREFIX = 'U__';
const MAX_CODE_POINT = 0x10ffff;

/**
 * A UTF-8 label name from a URL: `U__a_2e_b` is `a.b`, `__` an underscore. Text that is not a valid escape is
 * the name itself (prometheus/common: model/metric.go, UnescapeName).
 */
export function unescapeName(text: string): string {
  if (!text.startsWith(PREFIX)) return text;
  const escaped = text.slice(PREFIX.length);
  const valid = /^(?:[a-zA-Z0-9:]|__|_[0-9a-fA-F]{1,6}_)*$/.test(escaped);
  if (!valid) return text;
  let out = '';
  for (const [piece] of escaped.matchAll(/__|_[0-9a-fA-F]{1,6}_|[a-zA-Z0-9:]/g)) {
    if (piece === '__') out += '_';
    else if (piece.startsWith('_')) {
      const codePoint = Number.parseInt(piece.slice(1, -1), 16);
      if (codePoint > MAX_CODE_POINT || isSurrogate(codePoint)) return text;
      out += String.fromCodePoint(codePoint);
    } else out += piece;
  }
  return out;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
