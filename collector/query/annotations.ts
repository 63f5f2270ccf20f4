/** Warnings and infos that ride beside a result, each once, with the words of Prometheus. */
import { lineAndColumn, type Position } from '@/lib/promql/errors';
import { quote } from '@/lib/promql/strings';

/** More of them help nobody; a query over many metrics could give thousands. */
const MAX_ANNOTATIONS = 10;
const MAX_EXCERPT = 100;

export class Annotations {
  private readonly warnings = new Set<string>();
  private readonly infos = new Set<string>();

  constructor(private readonly text: string) {}

  warn(message: string, position?: Position): void {
    this.warnings.add(`PromQL warning: ${message}${this.place(position)}`);
  }

  info(message: string, position?: Position): void {
    this.infos.add(`PromQL info: ${message}${this.place(position)}`);
  }

  /** A piece of the query in quotes, cut when it is long. */
  excerpt({ start, end }: Position): string {
    const piece = this.text.slice(start, end);
    return quote(piece.length > MAX_EXCERPT ? `${piece.slice(0, MAX_EXCERPT)}…` : piece);
  }

  /** A warning of the store, passed on as it is. */
  fromStorage(message: string): void {
    this.warnings.add(message);
  }

  /** Both lists, cut to ten each with a line that says how many more there were. */
  lists(): { readonly warnings: readonly string[]; readonly infos: readonly string[] } {
    return { warnings: cut(this.warnings, 'warning'), infos: cut(this.infos, 'info') };
  }

  private place(position?: Position): string {
    return position ? ` (${lineAndColumn(this.text, position.start)})` : '';
  }
}

function cut(messages: ReadonlySet<string>, kind: string): string[] {
  const list = [...messages];
  if (list.length <= MAX_ANNOTATIONS) return list;
  const more = list.length - MAX_ANNOTATIONS;
  return [...list.slice(0, MAX_ANNOTATIONS), `${more} more ${kind} annotations omitted`];
}

export function forMetric(name: string): string {
  return name === '' ? '' : ` for metric name ${quote(name)}`;
}
