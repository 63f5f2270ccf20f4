'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Begin shortly before it can be seen, so that scrolling finds it drawn. */
const MARGIN = '160px 0px';

/** Whether an element is in or near the visible part of the page; undefined until that is known. */
export function useInView<Element extends HTMLElement>(): [RefObject<Element | null>, boolean | undefined] {
  const ref = useRef<Element>(null);
  const [inView, setInView] = useState<boolean>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, inView];
}
