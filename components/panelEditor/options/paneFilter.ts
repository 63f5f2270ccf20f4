/** Which options the form shows. Pure. */

import type { OptionField } from './optionField';
import type { OptionGroup } from './panelForm';
import { isChanged, isShown } from './panelValues';

export type PaneView = 'all' | 'changed' | 'overrides';

export interface PaneFilter {
  readonly view: PaneView;
  readonly search: string;
}

type Read = (field: OptionField) => unknown;

/** Options that differ from their defaults, as many as the filter says. */
export function changedFields(fields: readonly OptionField[], read: Read): OptionField[] {
  return fields.filter((field) => isChanged(field, read(field)));
}

function matchesSearch(field: OptionField, words: readonly string[]): boolean {
  const { title, group, description = '', control } = field;
  const parts = control.kind === 'composite' ? control.fields.map((part) => part.title) : [];
  const text = [title, group, description, ...parts].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Words of a search, lower case; none for an empty one. */
export function searchWords(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * The groups with the options to show: what depends on another option only while that is set, except when it is
 * changed and asked for. Groups without options are left out.
 */
export function filterGroups(groups: readonly OptionGroup[], filter: PaneFilter, read: Read): OptionGroup[] {
  const words = searchWords(filter.search);
  return groups.flatMap(({ title, fields }) => {
    const kept = fields.filter((field) => {
      const changed = isChanged(field, read(field));
      if (
        filter.view === 'changed'
          ? !changed
          : !isShown(
              field,
              groups.flatMap((group) => group.fields),
              read,
            )
      )
        return false;
      return matchesSearch(field, words);
    });
    return kept.length === 0 ? [] : [{ title, fields: kept }];
  });
}
