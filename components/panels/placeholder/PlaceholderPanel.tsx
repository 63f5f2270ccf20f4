import type { ReactNode } from 'react';
import { PanelNote } from '../PanelNote';

/** Alerts are not evaluated by Belvedere itself: says where they stand. */
export function AlertListNote() {
  return (
    <PanelNote title="Alerts are not evaluated here yet">
      Rules of Prometheus leave their alerts as the series <code>ALERTS</code>: a table of{' '}
      <code>{'ALERTS{alertstate="firing"}'}</code> lists them. The panel keeps its settings.
    </PanelNote>
  );
}

export function AnnotationListNote(): ReactNode {
  return (
    <PanelNote title="Annotations are not stored here yet">
      The panel keeps its settings and is written back on export. A table of a query lists events that are metrics.
    </PanelNote>
  );
}

export function NewsNote(): ReactNode {
  return (
    <PanelNote title="Feeds are not fetched">
      Belvedere asks nothing of other sites for you. A text panel can hold a link to the feed; the panel keeps its
      settings.
    </PanelNote>
  );
}
