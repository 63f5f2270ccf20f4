import type { Dashboard } from '../document';

/** Above this, ids are somebody's random numbers: the next one could not be told from its neighbours. */
const MAX_COUNTED_ID = 1_000_000_000;

/** An id that no panel and no row of the dashboard has. */
export function freshId(dashboard: Dashboard): number {
  const used = new Set(Object.values(dashboard.panels).map(({ id }) => id));
  for (const section of dashboard.layout) if (section.type === 'row') used.add(section.id);
  let highest = 0;
  for (const id of used) if (id <= MAX_COUNTED_ID) highest = Math.max(highest, id);
  return highest < MAX_COUNTED_ID ? highest + 1 : lowestFree(used);
}

function lowestFree(used: ReadonlySet<number>): number {
  for (let id = 1; ; id++) if (!used.has(id)) return id;
}
