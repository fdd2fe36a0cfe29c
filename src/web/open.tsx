import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { OpenSite } from '../modules/portal/ui/site/app.tsx';
import { DevicePlace } from './device.tsx';
import { applyDevice, loadDevice, readTraits } from './device-store.ts';
import { ensureChineseFont } from './font.ts';
import { createI18n } from './i18n/create.ts';
import { createQueryClient } from './query.ts';
import './theme.css';
import './base.css';
import './print.css';

/** The public site: its own way in, without session, shell or live line. */
async function start(place: HTMLElement): Promise<void> {
  const memory = loadDevice();
  applyDevice(memory, readTraits());
  await ensureChineseFont();
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={createI18n(memory.language)}>
        <QueryClientProvider client={createQueryClient(() => {})}>
          <DevicePlace memory={memory}>
            <BrowserRouter>
              <OpenSite />
            </BrowserRouter>
          </DevicePlace>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('root');
if (place) void start(place);
