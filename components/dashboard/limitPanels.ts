import type { PlacedSection } from './repeats';

/** The largest real dashboards have a few hundred panels, with all repetitions. */
export const MAX_PANELS = 1000;

export interface LimitedSections {
  readonly sections: readonly PlacedSection[];
  /** How many panels are left out. */
  readonly omitted: number;
}

/** The first `limit` panels of a page, copies included; the document keeps all of them. */
export function limitPanels(sections: readonly PlacedSection[], limit = MAX_PANELS): LimitedSections {
  const total = sections.reduce((sum, { panels }) => sum + panels.length, 0);
  if (total <= limit) return { sections, omitted: 0 };
  let room = limit;
  const shown = sections.flatMap((section) => {
    const panels = section.panels.slice(0, room);
    room -= panels.length;
    return panels.length === 0 && section.panels.length > 0 ? [] : [{ ...section, panels }];
  });
  return { sections: shown, omitted: total - limit };
}
