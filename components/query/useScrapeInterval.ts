'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchRuntimeinfo } from '@/lib/api/client';

/** Until the collector has said, and when it cannot. */
const USUAL_MS = 15_000;
const STALE_MS = 60_000;

/** How often the collector usually scrapes; `undefined` until it was asked once. */
export function useScrapeInterval(): number | undefined {
  const { data, isPending } = useQuery({
    queryKey: ['runtimeinfo'],
    queryFn: ({ signal }) => fetchRuntimeinfo({ signal }),
    staleTime: STALE_MS,
    retry: false,
  });
  return isPending ? undefined : (data?.data.scrapeIntervalMs ?? USUAL_MS);
}
