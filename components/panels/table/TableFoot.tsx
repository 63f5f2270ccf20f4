import type { FooterRow } from './footer';
import styles from './table.module.css';
import type { TableColumn } from './tableModel';

interface TableFootProps {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly FooterRow[];
}

/** Calculations of the columns; the first column names them where it has none of its own. */
export function TableFoot({ columns, rows }: TableFootProps) {
  if (rows.length === 0) return null;
  return (
    <tfoot className={styles['foot']}>
      {rows.map(({ calc, title, texts }) => (
        <tr key={calc}>
          {columns.map(({ key, align }, index) => {
            const text = texts.get(key);
            return (
              <td key={key} className={styles['cell']} style={{ textAlign: align }} title={text && title}>
                {text ?? (index === 0 ? <span className={styles['calc']}>{title}</span> : '')}
              </td>
            );
          })}
        </tr>
      ))}
    </tfoot>
  );
}
