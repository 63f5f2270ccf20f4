'use client';

import { IconChevronDown, IconChevronRight, IconGripVertical } from '@tabler/icons-react';
import { changeRow } from '@/lib/dashboard/edit/rows';
import { useEditor } from '../editor/EditorContext';
import type { PlacedRow, PlacedSection } from '../repeats';
import classes from '../section.module.css';
import { useCanvas } from './CanvasContext';
import { RowMenu } from './RowMenu';
import { useRowDrag } from './useRowDrag';

interface RowHeadProps {
  readonly section: PlacedSection;
  readonly row: PlacedRow;
  readonly title: string;
  readonly collapsed: boolean;
}

/** The line of a row: opens and closes it; in edit mode also what moves and changes it. */
export function RowHead({ section, row, title, collapsed }: RowHeadProps) {
  const { editing, rows } = useCanvas();
  const { edit } = useEditor();
  const startDrag = useRowDrag(section, row.id);
  const arranged = editing && section.copy === 0;
  const Icon = collapsed ? IconChevronRight : IconChevronDown;
  const toggle = () => {
    if (!arranged) return rows.set([section.key], !collapsed);
    rows.set([section.key], undefined);
    const label = collapsed ? 'Expand row' : 'Collapse row';
    edit(label, (known) => changeRow(known, row.id, { collapsed: !collapsed }));
  };
  return (
    <div className={classes.head}>
      {arranged ? (
        <span className={classes.grip} aria-hidden title="Drag to move the row" onPointerDown={startDrag}>
          <IconGripVertical size={14} />
        </span>
      ) : null}
      <h2>
        <button type="button" aria-expanded={!collapsed} onClick={toggle}>
          <Icon size={16} aria-hidden />
          <span className={classes.title}>{title}</span>
          {collapsed ? <span className={classes.count}>{panelCount(section.panels.length)}</span> : null}
        </button>
      </h2>
      {arranged ? <RowMenu section={section} row={row} title={title} /> : null}
    </div>
  );
}

function panelCount(count: number): string {
  return count === 1 ? '1 panel' : `${count} panels`;
}
