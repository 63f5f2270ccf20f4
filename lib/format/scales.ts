/** How a unit chooses its multiple: from a magnitude to a factor and what is written around the number. */
export interface Scale {
  /** The shown number is value * factor. */
  readonly factor: number;
  readonly prefix: string;
  readonly suffix: string;
}

/** Picks the multiple for numbers of this magnitude (not negative). */
export type Scaler = (magnitude: number) => Scale;

export const PLAIN: Scale = { factor: 1, prefix: '', suffix: '' };

/** A unit without multiples, as `°C`. */
export function fixedScale(suffix: string, prefix = '', factor = 1): Scaler {
  const scale = { factor, prefix, suffix };
  return () => scale;
}

const SI = ['y', 'z', 'a', 'f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SI_BASE = 8;
const IEC = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const SHORT = ['', 'K', 'Mil', 'Bil', 'Tri', 'Quadr', 'Quint', 'Sext', 'Sept'];

/** Exponent of the largest power of `base` at or below the magnitude; 0 and what is not finite count as 1. */
function exponentOf(magnitude: number, base: number): number {
  if (!(magnitude > 0) || !Number.isFinite(magnitude)) return 0;
  let exponent = Math.floor(Math.log(magnitude) / Math.log(base));
  // The logarithm of an exact power can fall just short of the whole number.
  if (base ** (exponent + 1) <= magnitude) exponent++;
  return exponent;
}

function ladder(names: readonly string[], baseIndex: number, base: number, unit: string, offset: number): Scaler {
  return (magnitude) => {
    const wanted = exponentOf(magnitude, base) + baseIndex + offset;
    const index = Math.min(names.length - 1, Math.max(0, wanted));
    const name = names[index] ?? '';
    const symbol = name + unit;
    return { factor: base ** (baseIndex + offset - index), prefix: '', suffix: symbol === '' ? '' : ` ${symbol}` };
  };
}

/** Decimal multiples (kW, MW); `offset` is the power of 1000 that the raw value already counts in. */
export function siScale(unit: string, offset = 0): Scaler {
  return ladder(SI, SI_BASE, 1000, unit, offset);
}

/** Decimal multiples from 1 up: a tenth of a byte stays 0.1 B. */
export function countingSiScale(unit: string, offset = 0): Scaler {
  return ladder(SI.slice(SI_BASE), 0, 1000, unit, offset);
}

/** Binary multiples (KiB, MiB); `offset` is the power of 1024 that the raw value already counts in. */
export function binaryScale(unit: string, offset = 0): Scaler {
  return ladder(IEC, 0, 1024, unit, offset);
}

/** Grafana's counting words: 1.2 K, 3 Mil, 4 Bil; with a unit after them (`ops/s`). */
export function shortScale(unit = ''): Scaler {
  return (magnitude) => {
    const index = Math.min(SHORT.length - 1, Math.max(0, exponentOf(magnitude, 1000)));
    const suffix = [SHORT[index] ?? '', unit].filter((part) => part !== '').join(' ');
    return { factor: 1000 ** -index, prefix: '', suffix: suffix === '' ? '' : ` ${suffix}` };
  };
}

/** Money: symbol before or after, K, M, B, T behind the number. */
export function currencyScale(symbol: string, after = false): Scaler {
  const words = ['', 'K', 'M', 'B', 'T'];
  return (magnitude) => {
    const index = Math.min(words.length - 1, Math.max(0, exponentOf(magnitude, 1000)));
    const word = words[index] ?? '';
    const scale = { factor: 1000 ** -index };
    return after ? { ...scale, prefix: '', suffix: `${word} ${symbol}` } : { ...scale, prefix: symbol, suffix: word };
  };
}

/** Steps of time: `[seconds per unit, suffix]` ascending. */
const TIME_STEPS: readonly (readonly [number, string])[] = [
  [1e-9, ' ns'],
  [1e-6, ' µs'],
  [1e-3, ' ms'],
  [1, ' s'],
  [60, ' min'],
  [3600, ' h'],
  [86_400, ' d'],
  [604_800, ' wk'],
  [31_536_000, ' yr'],
];

/** A duration counted in `seconds` per unit of the raw value, shown in the largest unit that gives at least 1. */
export function timeScale(seconds: number): Scaler {
  return (magnitude) => {
    const inSeconds = magnitude * seconds;
    let chosen = inSeconds === 0 ? stepOf(seconds) : TIME_STEPS[0];
    // A rounding error (1e-3 * 1000 * …) must not push a whole unit one step down.
    for (const step of TIME_STEPS) if (inSeconds > 0 && inSeconds >= step[0] * (1 - 1e-9)) chosen = step;
    const [size, suffix] = chosen ?? [1, ' s'];
    return { factor: seconds / size, prefix: '', suffix };
  };
}

function stepOf(seconds: number): (typeof TIME_STEPS)[number] | undefined {
  return TIME_STEPS.find(([size]) => size === seconds);
}
