/** Panel types as the picker lists them. Pure. */
import type { PanelType } from '@/components/panels/panelType';
import { panelTypes } from '@/components/panels/registry';
import type { Frame } from '@/lib/dashboard/frame';

export interface TypeEntry {
  readonly type: PanelType<unknown>;
  readonly suggested: boolean;
}

/** Suggestions are those nearly as good as the best one, at most so many. */
const MAX_SUGGESTED = 3;
const GOOD_SCORE = 40;

/** All types that a search finds; without a search, those that suit the data come first. */
export function typeEntries(frames: readonly Frame[], search: string): TypeEntry[] {
  const words = search.toLowerCase().split(/\s+/);
  const scored = Object.values(panelTypes)
    .filter(({ name, description, type }) => {
      const text = `${name} ${description} ${type}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((type) => ({ type, score: frames.length === 0 ? 0 : (type.suggest?.(frames) ?? 0) }));
  const ranked = [...scored].sort((a, b) => b.score - a.score);
  const suggested = ranked.slice(0, MAX_SUGGESTED).filter(({ score }) => score >= GOOD_SCORE);
  const others = scored.filter((entry) => !suggested.includes(entry));
  return [
    ...suggested.map(({ type }) => ({ type, suggested: true })),
    ...others.map(({ type }) => ({ type, suggested: false })),
  ];
}
