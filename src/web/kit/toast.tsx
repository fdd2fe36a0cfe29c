import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from './button.tsx';
import './toast.css';

/** A short word after an action. Nothing important is said only here. */
export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'problem';
  /** A way on or back: 撤销, 刷新. */
  readonly action?: { readonly label: string; readonly onAct: () => void };
}

type Notify = (toast: Toast) => void;
/** Offer an element for toasts to stand in. @returns a function that takes it back. */
type Offer = (outlet: HTMLElement) => () => void;

const ToastContext = createContext<Notify>(() => undefined);
const OfferContext = createContext<Offer>(() => () => undefined);

/** Say a short word at the lower edge; it stays until the reader takes it away or the next one comes. */
export function useToast(): Notify {
  return useContext(ToastContext);
}

/** Holds the one toast on screen. It never vanishes by itself: a reader may be slow, or looking elsewhere. */
export function ToastPlace({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const [outlet, offer] = useOutlets();
  const region = <ToastRegion toast={toast} onClose={() => setToast(null)} />;
  return (
    <ToastContext value={setToast}>
      <OfferContext value={offer}>{children}</OfferContext>
      {outlet ? createPortal(region, outlet) : region}
    </ToastContext>
  );
}

/** Toasts stand here while it is on screen. A modal dialog has one: whatever is outside of it is covered and inert. */
export function ToastOutlet() {
  const offer = useContext(OfferContext);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? offer(place.current) : undefined), [offer]);
  return <div ref={place} />;
}

/** The outlet offered last, since that dialog lies on top. */
function useOutlets(): readonly [HTMLElement | undefined, Offer] {
  const [outlets, setOutlets] = useState<readonly HTMLElement[]>([]);
  const offer = useCallback((outlet: HTMLElement) => {
    setOutlets((all) => [...all, outlet]);
    return () => setOutlets((all) => all.filter((one) => one !== outlet));
  }, []);
  return [outlets.at(-1), offer];
}

function ToastRegion({ toast, onClose }: { readonly toast: Toast | null; readonly onClose: () => void }) {
  const say = useTexts(kitTexts);
  const act = () => {
    toast?.action?.onAct();
    onClose();
  };
  return (
    <div className="toasts" role="status" aria-live="polite" aria-label={say('toast.region')}>
      {toast && (
        <div className={`toast toast-${toast.tone ?? 'plain'}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <Button look="link" onClick={act}>
              {toast.action.label}
            </Button>
          )}
          <Button look="link" onClick={onClose}>
            {say('toast.close')}
          </Button>
        </div>
      )}
    </div>
  );
}
