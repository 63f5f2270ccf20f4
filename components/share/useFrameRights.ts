'use client';

import { useQuery } from '@tanstack/react-query';

/** Who would see a frame in another page. */
export interface FrameRights {
  /** Visitors who have not signed in see it; a session does not reach into pages of another site. */
  readonly anonymous: boolean;
  /** Sources of `frame-ancestors`: the pages that may show it. */
  readonly ancestors: readonly string[];
}

/** Asks the frame's own address as another page's visitor would, and reads what it allows. */
export function useFrameRights(path: string) {
  return useQuery({
    queryKey: ['frame rights', path],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<FrameRights> => {
      const response = await fetch(path, { credentials: 'omit', redirect: 'manual', signal });
      const policy = response.headers.get('content-security-policy') ?? '';
      await response.body?.cancel();
      const ancestors = /frame-ancestors ([^;]*)/.exec(policy)?.[1]?.trim().split(/\s+/) ?? [];
      return { anonymous: response.ok, ancestors };
    },
  });
}
