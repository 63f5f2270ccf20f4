import { Language } from '@codemirror/language';
import { type Input, Parser, type PartialParse, type TreeFragment } from '@lezer/common';
import { LanguageType, promQLLanguage } from '@prometheus-io/codemirror-promql';
import { maskTemplate } from '@/lib/dashboard/promqlTemplate/maskTemplate';

const plain = promQLLanguage(LanguageType.PromQL);

/**
 * Reads PromQL in which variables of a dashboard may stand. The grammar sees them masked at equal length, so that the
 * tree fits the text as it was written.
 */
class TemplateParser extends Parser {
  createParse(
    input: Input,
    _fragments: readonly TreeFragment[],
    ranges: readonly { readonly from: number; readonly to: number }[],
  ): PartialParse {
    const masked = maskTemplate(input.read(0, input.length));
    const text: Input = {
      length: masked.length,
      lineChunks: false,
      chunk: (from) => masked.slice(from),
      read: (from, to) => masked.slice(from, to),
    };
    // What masks a variable depends on the text before it: parts of an older tree may be wrong.
    return plain.parser.createParse(text, [], ranges);
  }
}

/** PromQL with variables, for CodeMirror. */
export const promqlLanguage = new Language(plain.data, new TemplateParser(), [], 'promql');
