export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** How many of the dashboards have each tag: the commonest first, then by name. */
export function countTags(dashboards: readonly { readonly tags: readonly string[] }[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags } of dashboards) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}
