import Link from 'next/link';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import classes from './button.module.css';

type Variant = 'default' | 'primary' | 'quiet';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: Variant;
}

/** A button; 28 px high, 36 on the phone. */
export function Button({ variant = 'default', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${classes.button} ${className ?? ''}`} data-variant={variant} {...rest} />;
}

interface ButtonLinkProps {
  readonly href: string;
  readonly variant?: Variant;
  readonly children: ReactNode;
}

/** A link that looks like a button. */
export function ButtonLink({ href, variant = 'default', children }: ButtonLinkProps) {
  return (
    <Link href={href} className={classes.button} data-variant={variant}>
      {children}
    </Link>
  );
}
