import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useDevice } from '#web/device.tsx';
import './popup.css';

interface PopupProps {
  /** What it belongs to; the popup stands beside it and gives the focus back to it. */
  readonly anchor: HTMLElement;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const GAP = 6;
const FOCUSABLE = 'input, select, button';

/**
 * A small sheet beside what was pressed, over whatever scrolls there; on a phone at the lower edge. Escape, a press
 * outside and a new size of the window close it.
 */
export function Popup({ anchor, title, onClose, children }: PopupProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const phone = useDevice().layout === 'phone';
  const style = usePlace(sheet, anchor, phone);
  useEffect(() => {
    sheet.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    return () => anchor.focus({ preventScroll: true });
  }, [anchor]);
  useOutside(sheet, anchor, onClose);
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  };
  return (
    <div ref={sheet} className="popup" style={style} role="dialog" aria-label={title} onKeyDown={press}>
      <p className="popup-title">{title}</p>
      {children}
    </div>
  );
}

/** Below the anchor, or above where there is more room; never over the edge of the window. */
function usePlace(sheet: { current: HTMLDivElement | null }, anchor: HTMLElement, phone: boolean): CSSProperties {
  const [style, setStyle] = useState<CSSProperties>({ visibility: 'hidden' });
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!element || phone) return;
    const at = anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const below = window.innerHeight - at.bottom - GAP;
    const top = height <= below || below >= at.top ? at.bottom + GAP : at.top - height - GAP;
    setStyle({
      left: Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP)),
      top: Math.max(GAP, Math.min(top, window.innerHeight - height - GAP)),
    });
  }, [sheet, anchor, phone]);
  return phone ? {} : style;
}

function useOutside(sheet: { current: HTMLDivElement | null }, anchor: HTMLElement, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      if (target instanceof Node && !sheet.current?.contains(target) && !anchor.contains(target)) close.current();
    };
    const resize = () => close.current();
    document.addEventListener('pointerdown', press);
    window.addEventListener('resize', resize);
    return () => {
      document.removeEventListener('pointerdown', press);
      window.removeEventListener('resize', resize);
    };
  }, [sheet, anchor]);
}
