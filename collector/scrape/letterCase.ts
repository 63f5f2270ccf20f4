/**
 * Case mapping one code point at a time, as Go's strings.ToLower and ToUpper do. JavaScript's own mapping may turn
 * one character into several (`ß` → `SS`) and looks at neighbours (final sigma), which would give other labels.
 */
export function toLowerSimple(text: string): string {
  return mapSimple(text, (char) => char.toLowerCase(), 'İ', 'i');
}

export function toUpperSimple(text: string): string {
  return mapSimple(text, (char) => char.toUpperCase(), '', '');
}

const ASCII = /^[\x00-\x7f]*$/;

function mapSimple(text: string, map: (char: string) => string, special: string, specialMapped: string): string {
  if (ASCII.test(text)) return map(text);
  let out = '';
  for (const char of text) {
    const mapped = map(char);
    if (char === special) out += specialMapped;
    else out += [...mapped].length === 1 ? mapped : char;
  }
  return out;
}
