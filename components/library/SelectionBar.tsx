'use client';

import { Button } from '@/components/ui/Button';
import type { SearchHit } from '@/lib/api/responses/library';
import { confirmDelete, confirmPurge, openMove } from './dialogs';
import { useLibraryScope } from './LibraryScope';
import classes from './library.module.css';

/** What can be done with the rows that are ticked; in place of the toolbar. */
export function SelectionBar({ hits }: { readonly hits: readonly SearchHit[] }) {
  const { state, dashboards, tree, clearSelection } = useLibraryScope();
  const restore = async () => {
    if (await dashboards.restore(hits)) clearSelection();
  };
  return (
    <section className={classes.toolbar} aria-label="Selected dashboards">
      <strong className={classes.selected} role="status">
        {hits.length} selected
      </strong>
      {state.view === 'deleted' ? (
        <>
          <Button onClick={restore}>Restore</Button>
          <Button onClick={() => confirmPurge(dashboards, hits, clearSelection)}>Delete for good…</Button>
        </>
      ) : (
        <>
          <Button onClick={() => openMove(dashboards, hits, tree, clearSelection)}>Move…</Button>
          <Button onClick={() => confirmDelete(dashboards, hits, clearSelection)}>Delete…</Button>
        </>
      )}
      <Button variant="quiet" onClick={clearSelection}>
        Clear
      </Button>
    </section>
  );
}
