import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
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

const ToastContext = createContext<Notify>(() => undefined);

/** Say a short word at the lower edge; it stays until the reader takes it away or the next one comes. */
export function useToast(): Notify {
  return useContext(ToastContext);
}

/** Holds the one toast on screen. It never vanishes by itself: a reader may be slow, or looking elsewhere. */
export function ToastPlace({ children }: { readonly children: ReactNode }) {
  const say = useTexts(kitTexts);
  const [toast, setToast] = useState<Toast | null>(null);
  const close = useCallback(() => setToast(null), []);
  return (
    <ToastContext value={setToast}>
      {children}
      <div className="toasts" role="status" aria-live="polite" aria-label={say('toast.region')}>
        {toast && (
          <div className={`toast toast-${toast.tone ?? 'plain'}`}>
            <span>{toast.text}</span>
            {toast.action && (
              <Button
                look="link"
                onClick={() => {
                  toast.action?.onAct();
                  close();
                }}
              >
                {toast.action.label}
              </Button>
            )}
            <Button look="link" onClick={close}>
              {say('toast.close')}
            </Button>
          </div>
        )}
      </div>
    </ToastContext>
  );
}
