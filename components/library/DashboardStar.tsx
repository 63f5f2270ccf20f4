'use client';

import { useQuery } from '@tanstack/react-query';
import { useVisitor } from '@/components/shell/VisitorContext';
import { searchLibrary } from '@/lib/api/library';
import { StarButton } from './StarButton';
import { useDashboardActions } from './useDashboardActions';
import { LIBRARY_KEY, MAX_DASHBOARDS } from './useLibrary';

interface DashboardStarProps {
  /** '' while it was never saved: nothing to star yet. */
  readonly uid: string;
  readonly title: string;
}

/** The star of the dashboard that is open, for visitors who are somebody. */
export function DashboardStar({ uid, title }: DashboardStarProps) {
  const { userId } = useVisitor();
  const { setStar } = useDashboardActions();
  const { data } = useQuery({
    queryKey: [LIBRARY_KEY, 'stars'],
    queryFn: ({ signal }) => searchLibrary({ type: 'dash-db', starred: true, limit: MAX_DASHBOARDS }, { signal }),
    enabled: userId !== null && uid !== '',
  });
  if (data === undefined || uid === '') return null;
  const starred = data.some((hit) => hit.uid === uid);
  return <StarButton title={title} starred={starred} onChange={(wanted) => void setStar({ uid, title }, wanted)} />;
}
