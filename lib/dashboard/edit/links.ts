/** Edits of the links above the panels, by their index. */
import type { Dashboard, JsonObject } from '../document';
import { sameJson } from '../sameJson';

function withLinks(dashboard: Dashboard, links: readonly JsonObject[]): Dashboard {
  return sameJson(links, dashboard.links) ? dashboard : { ...dashboard, links };
}

export function addLink(dashboard: Dashboard, link: JsonObject): Dashboard {
  return withLinks(dashboard, [...dashboard.links, link]);
}

export function setLink(dashboard: Dashboard, index: number, link: JsonObject): Dashboard {
  return withLinks(
    dashboard,
    dashboard.links.map((known, at) => (at === index ? link : known)),
  );
}

export function removeLink(dashboard: Dashboard, index: number): Dashboard {
  return withLinks(
    dashboard,
    dashboard.links.filter((_, at) => at !== index),
  );
}

/** Moves a link to another place in the row of links. */
export function moveLink(dashboard: Dashboard, index: number, toIndex: number): Dashboard {
  const link = dashboard.links[index];
  if (link === undefined) return dashboard;
  const others = dashboard.links.filter((_, at) => at !== index);
  const to = Math.min(Math.max(0, Math.trunc(toIndex)), others.length);
  return withLinks(dashboard, [...others.slice(0, to), link, ...others.slice(to)]);
}
