import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from './icon.tsx';
import { ToastOutlet } from './toast.tsx';
import './drawer.css';

interface DrawerProps {
  readonly open: boolean;
  readonly title: string;
  /** Under the title: unit and owner, number and state. */
  readonly note?: ReactNode;
  readonly onClose: () => void;
  /** Stays at the lower edge while the content scrolls: the actions. */
  readonly footer?: ReactNode;
  /** `wide` for tables and comparisons. */
  readonly size?: 'normal' | 'wide';
  readonly children: ReactNode;
}

/**
 * Comes in from the right, on a phone over the whole screen. A native modal dialog: it holds the focus, makes the page
 * behind it inert, closes on escape and gives the focus back to what opened it.
 */
export function Drawer({ open, title, note, onClose, footer, size = 'normal', children }: DrawerProps) {
  const say = useTexts(kitTexts);
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => showWhile(dialog.current, open), [open]);
  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      className={`drawer drawer-${size}`}
      aria-labelledby={heading}
      // Heard later than it happened: by then the dialog may be shown again (React mounts twice in development).
      onClose={(event) => event.currentTarget.open || onClose()}
      onClick={(event) => isOutside(event) && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header className="drawer-head">
        <div>
          <h2 id={heading}>{title}</h2>
          {note && <div className="note">{note}</div>}
        </div>
        <button type="button" className="drawer-close" aria-label={say('drawer.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="drawer-body">{children}</div>
      {footer && <footer className="drawer-foot">{footer}</footer>}
      <ToastOutlet />
    </dialog>
  );
}

function showWhile(dialog: HTMLDialogElement | null, open: boolean): (() => void) | undefined {
  if (!dialog || !open) return;
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    dialog.close();
    if (opener instanceof HTMLElement) opener.focus();
  };
}

/** The dialog itself is hit only at its backdrop: its parts cover all of it. */
function isOutside(event: MouseEvent<HTMLDialogElement>): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  return event.target === event.currentTarget && event.clientX < box.left;
}
