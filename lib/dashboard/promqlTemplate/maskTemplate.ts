import { type TemplateToken, templateTokens } from './templateTokens';

/**
 * The text with every variable replaced by PromQL of the same length that may stand at its place, so that an editor
 * can read the grammar while every offset stays true. What the stand-ins say has no meaning.
 */
export function maskTemplate(text: string): string {
  let out = '';
  let copied = 0;
  for (const token of templateTokens(text)) {
    out += text.slice(copied, token.from) + standIn(token, text[token.to] ?? '');
    copied = token.to;
  }
  return out + text.slice(copied);
}

/** As long as the token. */
export function standIn({ place, text }: TemplateToken, next: string): string {
  const { length } = text;
  switch (place) {
    case 'string':
    case 'comment':
      return text;
    case 'duration':
      // `${__range_s}s`: the unit is written behind the variable.
      return /[a-z]/i.test(next) ? '1'.padStart(length, '0') : `${'1'.padStart(length - 1, '0')}s`;
    case 'matcher':
      return length < 4 ? '_'.repeat(length) : `${'_'.repeat(length - 3)}=""`;
    case 'quotedValue':
      return `"${'_'.repeat(length - 2)}"`;
    case 'expression':
      return '_'.repeat(length);
    default:
      return place satisfies never;
  }
}
