'use client';

import { useNow } from '@/components/ui/useNow';
import { ageText } from '@/lib/time/age';

/** How long ago, or in how long; exact on hover. `never` is said when there is no such moment. */
export function When({ time, never }: { readonly time: string | null; readonly never: string }) {
  const nowMs = useNow(30_000);
  if (time === null) return never;
  const exact = new Date(time);
  if (nowMs === undefined) return null;
  return (
    <time dateTime={time} title={exact.toLocaleString()}>
      {ageText(exact.getTime(), nowMs)}
    </time>
  );
}
