'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Two screens ahead: what is scrolled to quickly is there, too. */
const MARGIN = '1800px 0px';

/** One observer for all elements: thousands of their own would take longer than what they save. */
let observer: IntersectionObserver | undefined;
const waiting = new Map<Element, (reached: boolean) => void>();

function observe(element: Element, tell: (reached: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) waiting.get(target)?.(isIntersecting);
    },
    { rootMargin: MARGIN },
  );
  waiting.set(element, tell);
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer?.unobserve(element);
  };
}

/**
 * Whether an element was ever near the visible part of the page; undefined until that is known. `from` true: it need
 * not wait.
 */
export function useReached(ref: RefObject<Element | null>, from: boolean): boolean | undefined {
  const [reached, setReached] = useState<boolean | undefined>(from ? true : undefined);
  useEffect(() => {
    const element = ref.current;
    if (reached === true || element === null) return;
    return observe(element, setReached);
  }, [reached, ref]);
  return reached;
}
