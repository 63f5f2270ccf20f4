/** When a snapshot ends, by the route's answer; undefined for one that does not (Grafana writes the year 1). */
export function expiryMs(text: string): number | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms;
}
