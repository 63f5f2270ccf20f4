'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { guardLeaving, leavePage } from '@/components/ui/leaveGuard';

/** While there are changes: asks before a link leads away, and has the browser ask before the page is closed. */
export function useLeaveGuard(dirty: boolean, ask: (go: () => void) => void): void {
  const router = useRouter();
  const onLeave = useEffectEvent(ask);
  useEffect(() => {
    if (!dirty) return;
    const release = guardLeaving((go) => onLeave(go));
    const onClick = (event: MouseEvent) => {
      const href = leavingHref(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      leavePage(() => router.push(href));
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the link's own listener sees the click.
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      release();
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [dirty, router]);
}

/** Where a click leads, when that is another page of this site in this tab. */
function leavingHref(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
    return undefined;
  if (link.origin !== window.location.origin || link.pathname === window.location.pathname) return undefined;
  return `${link.pathname}${link.search}${link.hash}`;
}
