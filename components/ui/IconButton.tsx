import type { TablerIcon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes } from 'react';
import classes from './button.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: TablerIcon;
  /** Its name, for hover and screen readers. */
  readonly label: string;
  readonly size?: number;
}

/** A square button with an icon only. */
export function IconButton({ icon: Icon, label, size = 28, style, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`${classes.icon} ${className ?? ''}`}
      aria-label={label}
      title={label}
      style={{ width: size, height: size, ...style }}
      {...rest}
    >
      <Icon size={Math.round(size * 0.6)} stroke={1.7} aria-hidden />
    </button>
  );
}
