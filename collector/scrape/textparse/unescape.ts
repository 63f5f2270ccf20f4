const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\\\': '\\', '\\"': '"' };

/** Resolves `\n`, `\\` and `\"` of label values, quoted names and OpenMetrics help; other escapes stay as they are. */
export function unescapeText(text: string): string {
  return text.includes('\\') ? text.replace(/\\["\\n]/g, (sequence) => ESCAPES[sequence]!) : text;
}

/** Resolves `\n` and `\\` of help in the text format, where a quote is not escaped. */
export function unescapeHelp(text: string): string {
  return text.includes('\\') ? text.replace(/\\[\\n]/g, (sequence) => ESCAPES[sequence]!) : text;
}
