import { useEffect, useEffectEvent } from 'react';
import { useDevice } from '../device.tsx';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useToast } from '../kit/toast.tsx';
import { watchForUpdate } from '../worker-client.ts';

/** Says that a new version is there and lets the reader choose the moment; a wall has no reader and takes it at once. */
export function UpdateNotice() {
  const say = useTexts(shellTexts);
  const notify = useToast();
  const { layout } = useDevice();
  const ready = useEffectEvent((take: () => void) => {
    if (layout === 'wall') take();
    else notify({ text: say('update.ready'), action: { label: say('update.reload'), onAct: take } });
  });
  useEffect(() => watchForUpdate((take) => ready(take)), []);
  return null;
}
