/** What options become when a panel changes its type, beyond those that both types name alike. Pure. */
import { z } from 'zod';
import type { JsonObject, Panel } from '@/lib/dashboard/document';

const calcs = z.array(z.string()).min(1);

/** The first calculation of a legend becomes the one of big numbers, gauges and bars. */
export function reduceFromLegend(previous: Panel): JsonObject {
  const legend = previous.options['legend'];
  const found = calcs.safeParse(isObject(legend) ? legend['calcs'] : undefined);
  return found.success ? { reduceOptions: { calcs: found.data.slice(0, 1), fields: '', values: false } } : {};
}

/** The calculation of big numbers becomes a value of the legend. */
export function legendFromReduce(previous: Panel): JsonObject {
  const reduce = previous.options['reduceOptions'];
  const found = calcs.safeParse(isObject(reduce) ? reduce['calcs'] : undefined);
  if (!found.success) return {};
  return { legend: { calcs: found.data, displayMode: 'list', placement: 'bottom', showLegend: true } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
