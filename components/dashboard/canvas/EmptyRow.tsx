'use client';

import { IconPlus } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/Button';
import type { PlacedSection } from '../repeats';
import classes from '../section.module.css';
import { useCanvas } from './CanvasContext';
import { usePanelActions } from './usePanelActions';

/** Where a row has no panels yet: one can be dropped or added here. */
export function EmptyRow({ section, rowId }: { readonly section: PlacedSection; readonly rowId: number }) {
  const { drag } = useCanvas();
  const { add } = usePanelActions();
  const isOver = () => drag.get()?.over === section.index;
  const over = useSyncExternalStore(drag.subscribe, isOver, () => false);
  const { index, copy } = section;
  return (
    <div className={classes.empty} data-over={over || undefined} data-grid-section={copy === 0 ? index : undefined}>
      <span>No panels in this row. Drag one here, or</span>
      <Button onClick={() => add(undefined, rowId)}>
        <IconPlus size={15} aria-hidden />
        Add panel
      </Button>
    </div>
  );
}
