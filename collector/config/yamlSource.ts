import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** Expansions of YAML aliases that are followed; more is an attack on memory. */
const MAX_ALIASES = 100;
const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/** Where something stands in the file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/**
 * A YAML file as plain data that still knows where each part stands. Every scalar stays the text it was written as,
 * because Prometheus reads scalars by the field's type: a label value `1.10` or `yes` is that very text.
 */
export class YamlSource {
  private constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    /** Maps, lists and strings; null stands only in lists, since a field that is set to null counts as not set. */
    readonly data: unknown,
  ) {}

  static parse(
    text: string,
  ): { ok: true; source: YamlSource } | { ok: false; errors: readonly (Place & { message: string })[] } {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', merge: true, prettyErrors: false });
    if (document.errors.length > 0) {
      const errors = document.errors.map((error) => ({ ...placeAt(lines, error.pos[0]), message: error.message }));
      return { ok: false, errors };
    }
    markNulls(document);
    try {
      return {
        ok: true,
        source: new YamlSource(document, lines, dropNulls(document.toJS({ maxAliasCount: MAX_ALIASES }))),
      };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, errors: [{ line: 1, column: 1, message }] };
    }
  }

  /** The place of the value at `path`, or of the closest part around it that is written in the file. */
  place(path: Path): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return placeAt(this.lines, node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** The place of a field's name. */
  placeOfKey(path: Path, key: string): Place {
    const parent: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const node: unknown = pair?.key;
    return isNode(node) && node.range ? placeAt(this.lines, node.range[0]) : this.place([...path, key]);
  }
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function markNulls(document: Document): void {
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && node.type === 'PLAIN' && NULLS.has(String(node.value))) node.value = null;
    },
  });
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([name, field]) => [name, dropNulls(field)]),
  );
}
