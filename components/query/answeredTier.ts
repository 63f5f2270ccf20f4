import { TIER_NAMES, type TierName } from '@/lib/api/tier';
import type { PanelResult } from './panelQueries';

export interface AnsweredTier {
  /** The coarsest tier that answered any of the queries. */
  readonly name: TierName;
  /** A function needed raw samples and got coarser ones; the infos of its query say which. */
  readonly approximate: boolean;
}

/** From what a panel's data were computed; undefined when all of them come from raw samples. */
export function answeredTier(results: readonly PanelResult[]): AnsweredTier | undefined {
  const headers = results.map(({ frame }) => frame.header);
  const coarsest = headers.reduce((most, { tier }) => Math.max(most, TIER_NAMES.indexOf(tier)), 0);
  const approximate = headers.some((header) => header.approximate === true);
  return coarsest === 0 && !approximate ? undefined : { name: TIER_NAMES[coarsest] ?? 'raw', approximate };
}
