import { IconInfoCircle } from '@tabler/icons-react';
import styles from './panelNote.module.css';

interface PanelNoteProps {
  readonly title: string;
  /** What to do about it. */
  readonly children: React.ReactNode;
}

/** Stands in place of a drawing: why there is none although there is data, and the next step. */
export function PanelNote({ title, children }: PanelNoteProps) {
  return (
    <div className={styles['note']} role="status">
      <IconInfoCircle size={22} stroke={1.5} aria-hidden />
      <p className={styles['title']}>{title}</p>
      <p className={styles['detail']}>{children}</p>
    </div>
  );
}
