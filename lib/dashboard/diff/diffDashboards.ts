import type { Dashboard } from '../document';
import type { Change } from './change';
import { diffLayout } from './diffLayout';
import { diffPanels } from './diffPanels';
import { diffSettings } from './diffSettings';
import { diffVariables } from './diffVariables';

/** What changed from one document to another, for the save dialog and the list of versions. Equal ones give nothing. */
export function diffDashboards(before: Dashboard, after: Dashboard): readonly Change[] {
  if (before === after) return [];
  return [
    ...diffSettings(before, after),
    ...diffVariables(before, after),
    ...diffPanels(before, after),
    ...diffLayout(before, after),
  ];
}
