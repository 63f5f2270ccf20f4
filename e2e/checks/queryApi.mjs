// @ts-check
/**
 * @typedef {Readonly<Record<string, string>>} LabelSet
 * @typedef {{ metric: LabelSet, value: [number, string], values: [number, string][] }} Series
 */

/**
 * @param {string} baseUrl of a Prometheus API, without `/api/v1`
 * @param {string} path below `/api/v1/`
 * @param {Readonly<Record<string, string>>} [parameters]
 * @returns {Promise<{ data: any, warnings: string[] }>}
 */
export async function get(baseUrl, path, parameters = {}) {
  const response = await fetch(`${baseUrl}/api/v1/${path}?${new URLSearchParams(parameters)}`, {
    signal: AbortSignal.timeout(30_000),
  });
  const { data, error, warnings = [] } = await response.json();
  if (error !== undefined) throw new Error(`${path} ${JSON.stringify(parameters)}: ${error}`);
  return { data, warnings };
}

/** @param {string} baseUrl @param {string} query @param {number} [timeS] now if not given @returns {Promise<Series[]>} */
export async function instant(baseUrl, query, timeS) {
  const { data } = await get(baseUrl, 'query', timeS === undefined ? { query } : { query, time: String(timeS) });
  return data.result;
}

/** @param {LabelSet} metric @returns {string} without job and instance, in an order of its own */
export function ownLabels({ job, instance, ...own }) {
  return JSON.stringify(Object.entries(own).sort());
}
