/** Durations as people write them: `90s`, `1m30s`, `1.5h`. */

export const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

const PART = /(\d+(?:\.\d+)?)(ms|[smhdwMy])/y;

/**
 * Milliseconds of a duration: parts after each other, or a bare number, which counts seconds; a leading `>`
 * (Grafana's "at least") is ignored. undefined for anything else.
 */
export function parseDuration(text: string): number | undefined {
  const body = text.trim().replace(/^>\s*/, '');
  if (/^\d+(\.\d+)?$/.test(body)) return Number(body) * 1000;
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < body.length) {
    const part = PART.exec(body);
    if (!part) return undefined;
    total += Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0);
  }
  return body === '' || !Number.isFinite(total) ? undefined : total;
}

/** A duration in the one largest unit that divides it: 90000 → `90s`, 3600000 → `1h`. As PromQL and Grafana read it. */
export function formatDuration(ms: number): string {
  const rounded = Math.max(1, Math.round(ms));
  for (const unit of ['y', 'w', 'd', 'h', 'm', 's'] as const) {
    const size = UNIT_MS[unit] ?? 1;
    if (rounded % size === 0) return `${rounded / size}${unit}`;
  }
  return `${rounded}ms`;
}
