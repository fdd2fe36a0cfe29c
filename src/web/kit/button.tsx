import type { ButtonHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import './button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main` once per view, `plain` otherwise, `link` inside text and rows, `danger` for what cannot be undone. */
  readonly look?: 'main' | 'plain' | 'link' | 'danger';
  /** Work is under way: pressing again does nothing, the words stay. */
  readonly busy?: boolean;
}

export function Button({ look = 'plain', busy = false, className, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes('button', `button-${look}`, busy && 'button-busy', className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}
