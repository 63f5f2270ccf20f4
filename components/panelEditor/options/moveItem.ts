/** A copy of the list with one item moved by `step` places; the same list where that is not possible. Pure. */
export function moveItem<Item>(list: readonly Item[], index: number, step: -1 | 1): readonly Item[] {
  const item = list[index];
  const other = list[index + step];
  if (item === undefined || other === undefined) return list;
  return list.map((one, i) => (i === index ? other : i === index + step ? item : one));
}
