import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './menu.css';

interface MenuProps {
  /** What the button says; a screen reader hears the same. */
  readonly label: string;
  readonly button: ReactNode;
  readonly className?: string;
  /** Gets a function that closes the menu, for entries that end the visit. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a sheet of choices below it. Closes on escape, on leaving it and on a press outside. */
export function Menu({ label, button, className, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  useEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('.menu-sheet :is(a, button, input)')?.focus();
  }, [open]);
  const press = (event: KeyboardEvent) => {
    if (!open) return;
    event.stopPropagation();
    if (event.key === 'Escape') {
      close();
      root.current?.querySelector('button')?.focus();
    } else if (moveFocus(root.current, event.key)) event.preventDefault();
  };
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys and the focus of its buttons.
    <div ref={root} className="menu" onKeyDown={press} onBlur={leave}>
      <button
        type="button"
        className={className ?? 'menu-button'}
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={id} className="menu-sheet" tabIndex={-1}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

function moveFocus(root: HTMLElement | null, key: string): boolean {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !root) return false;
  const items = [...root.querySelectorAll<HTMLElement>('.menu-sheet :is(a, button, input)')];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  items[(at + step + items.length) % items.length]?.focus();
  return true;
}
