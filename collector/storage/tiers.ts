import type { ResolutionMs } from './storage';

/** One resolution in which samples are kept. `number` is stored: never change or reuse one. */
export interface Tier {
  readonly number: number;
  readonly name: 'raw' | '5m' | '1h';
  readonly resolutionMs: ResolutionMs;
}

export const RAW_TIER = 0;

/** By number, from fine to coarse. */
export const TIERS: readonly Tier[] = [
  { number: RAW_TIER, name: 'raw', resolutionMs: 0 },
  { number: 1, name: '5m', resolutionMs: 300_000 },
  { number: 2, name: '1h', resolutionMs: 3_600_000 },
];
