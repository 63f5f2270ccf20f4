import { RE2JS } from 're2js';
import { fetchInstantQuery, fetchLabelNames, fetchLabelValues, fetchSeries, type Selection } from '@/lib/api/client';
import type { VariableQuery } from '@/lib/dashboard/variables/variableQuery';
import { formatLabels, labelsFromRecord } from '@/lib/labels/labels';

const MAX_SERIES = 10_000;

/** Asks the collector for the values of a variable's query. Rejects with ApiFailure. */
export async function lookupValues(
  query: VariableQuery,
  bounds: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const selection = (match: string): Selection => ({ ...bounds, ...(match === '' ? {} : { match: [match] }) });
  switch (query.type) {
    case 'labelNames':
      return (await fetchLabelNames(selection(query.match), { signal })).data;
    case 'labelValues':
      return (await fetchLabelValues(query.label, selection(query.match), { signal })).data;
    case 'metrics': {
      const regex = RE2JS.compile(query.regex);
      const { data } = await fetchLabelValues('__name__', selection(''), { signal });
      return data.filter((name) => regex.matcher(name).find());
    }
    case 'queryResult':
      return queryResult(query.expr, bounds.toMs, signal);
    case 'series': {
      const { data } = await fetchSeries({ ...selection(query.match), limit: MAX_SERIES }, { signal });
      return data.map((labels) => formatLabels(labelsFromRecord(labels)));
    }
    default:
      return query satisfies never;
  }
}

/** Each series as `name{labels} value timestamp`, the text Grafana applies the variable's regex to. */
async function queryResult(expr: string, timeMs: number, signal: AbortSignal): Promise<string[]> {
  const { data } = await fetchInstantQuery(expr, timeMs, { signal });
  switch (data.resultType) {
    case 'vector':
      return data.result.flatMap(({ metric, value }) => {
        if (value === undefined) return [];
        return [`${formatLabels(labelsFromRecord(metric))} ${value[1]} ${Math.round(value[0] * 1000)}`];
      });
    case 'scalar':
    case 'string':
      return [data.result[1]];
    default:
      return [];
  }
}
