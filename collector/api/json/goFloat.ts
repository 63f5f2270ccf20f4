/**
 * A float as Prometheus writes it in JSON (util/jsonutil: Go's shortest form, exponents below 1e-6 and from 1e21).
 * JavaScript agrees on digits and on the two borders; it differs in the words, in -0 and in the exponent's width.
 */
export function formatGoFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  const text = String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-6 && magnitude < 1e21) return text;
  // 'e-7' -> 'e-07': Go writes at least two digits.
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Milliseconds as seconds: `1435781430` or, with a fraction, always three digits: `1435781430.500`. */
export function formatTimestamp(ms: number): string {
  const whole = Math.trunc(ms / 1000);
  const rest = Math.abs(Math.round(ms - whole * 1000));
  const sign = ms < 0 && whole === 0 ? '-' : '';
  return rest === 0 ? String(whole) : `${sign}${whole}.${String(rest).padStart(3, '0')}`;
}
