/** Ad hoc filters: label matchers that a dashboard's visitor adds to all queries. */
import type { MatchOperator } from '@/lib/labels/matcher';
import type { Variable } from '../document';

export interface AdhocFilter {
  readonly key: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

export const FILTER_OPERATORS: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];
const MAX_FILTERS = 50;
/** How Grafana writes the separator within a part. */
const ESCAPED_BAR = '__gfp__';

function isOperator(text: unknown): text is MatchOperator {
  return FILTER_OPERATORS.some((operator) => operator === text);
}

/** `key|operator|value`, as it stands in the address. */
export function writeFilter({ key, operator, value }: AdhocFilter): string {
  return [key, operator, value].map((part) => part.replaceAll('|', ESCAPED_BAR)).join('|');
}

/** undefined for what is no filter. */
export function readFilter(text: string): AdhocFilter | undefined {
  const [key = '', operator = '', ...rest] = text.split('|');
  if (key === '' || !isOperator(operator)) return undefined;
  const plain = (part: string) => part.replaceAll(ESCAPED_BAR, '|');
  return { key: plain(key), operator, value: plain(rest.join('|')) };
}

/** The filters that the dashboard was saved with. */
export function savedFilters({ unknown }: Variable): AdhocFilter[] {
  const filters = unknown['filters'];
  if (!Array.isArray(filters)) return [];
  return filters.slice(0, MAX_FILTERS).flatMap((filter: unknown) => {
    if (typeof filter !== 'object' || filter === null || !('key' in filter)) return [];
    const { key } = filter;
    const operator = 'operator' in filter ? filter.operator : '=';
    const value = 'value' in filter ? filter.value : '';
    if (typeof key !== 'string' || key === '' || typeof value !== 'string' || !isOperator(operator)) return [];
    return [{ key, operator, value }];
  });
}

/** The variable with other filters to open with. */
export function withSavedFilters(variable: Variable, filters: readonly AdhocFilter[]): Variable {
  const written = filters.slice(0, MAX_FILTERS).map(({ key, operator, value }) => ({ key, operator, value }));
  return { ...variable, unknown: { ...variable.unknown, filters: written } };
}
