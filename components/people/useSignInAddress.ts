'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/** The sign-in page, which leads back to this one as it is: range, values, filters. */
export function useSignInAddress(): string {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const here = search === '' ? pathname : `${pathname}?${search}`;
  return here === '/' ? '/login' : `/login?redirectTo=${encodeURIComponent(here)}`;
}
