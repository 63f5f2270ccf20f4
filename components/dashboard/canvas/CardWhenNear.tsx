'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useInView } from '@/components/ui/useInView';
import classes from '../grid.module.css';
import { PanelCard } from '../PanelCard';
import type { PlacedPanel } from '../repeats';

interface CardWhenNearProps {
  readonly placed: PlacedPanel;
  readonly copy: boolean;
  /** Whether to wait for it to come near; once it was there it stays. */
  readonly wait: boolean;
}

/** A panel, which on a dashboard of thousands does not exist before somebody scrolls there. */
export function CardWhenNear({ placed, copy, wait }: CardWhenNearProps) {
  const [met, setMet] = useState(!wait);
  return met ? <PanelCard placed={placed} copy={copy} /> : <Waiting onNear={() => setMet(true)} />;
}

function Waiting({ onNear }: { readonly onNear: () => void }) {
  const [ref, near] = useInView<HTMLDivElement>();
  const tell = useEffectEvent(onNear);
  useEffect(() => {
    if (near === true) tell();
  }, [near]);
  return <div ref={ref} className={classes.waiting} />;
}
