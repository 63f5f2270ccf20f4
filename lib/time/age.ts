const STEPS: readonly (readonly [number, string])[] = [
  [86_400_000 * 365, 'y'],
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A span as its one or two largest parts: `4 s`, `1 h 2 m`, `3 d`. */
export function spanText(spanMs: number): string {
  const span = Math.abs(spanMs);
  const index = STEPS.findIndex(([size]) => span >= size);
  const step = STEPS[index];
  if (!step) return '0 s';
  const count = Math.floor(span / step[0]);
  const next = STEPS[index + 1];
  const rest = next ? Math.floor((span - count * step[0]) / next[0]) : 0;
  // A second part helps while the first is small; "12 d 3 h" says no more than "12 d".
  if (!next || rest === 0 || count >= 10 || step[1] === 'min') return `${count} ${step[1]}`;
  return `${count} ${step[1]} ${rest} ${next[1]}`;
}

/** How long ago, or in how long: `1 h 2 min ago`, `in 5 s`, `just now`. */
export function ageText(timeMs: number, nowMs: number): string {
  const age = nowMs - timeMs;
  if (!Number.isFinite(age)) return 'never';
  if (Math.abs(age) < 1000) return 'just now';
  return age > 0 ? `${spanText(age)} ago` : `in ${spanText(age)}`;
}
