import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { DevicePlace } from './device.tsx';
import { applyDevice, loadDevice, readTraits } from './device-store.ts';
import { ensureChineseFont } from './font.ts';
import { createI18n } from './i18n/create.ts';
import { ToastPlace } from './kit/toast.tsx';
import { LivePlace } from './live.tsx';
import { moduleUis } from './modules.ts';
import { PanelPlace } from './panel.tsx';
import { createPanelRegistry } from './panel-registry.ts';
import { createQueryClient } from './query.ts';
import { forgetSession } from './session.tsx';
import { UpdateNotice } from './shell/update-notice.tsx';
import './theme.css';
import './base.css';
import './print.css';

/** Put the product on the page: the device's look first, then the Chinese font if the machine has none, then React. */
async function start(place: HTMLElement): Promise<void> {
  const memory = loadDevice();
  applyDevice(memory, readTraits());
  await ensureChineseFont();
  const i18n = createI18n(memory.language);
  const client = createQueryClient(forgetSession);
  const registry = createPanelRegistry(moduleUis);
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <DevicePlace memory={memory}>
            <LivePlace>
              <PanelPlace registry={registry}>
                <ToastPlace>
                  <UpdateNotice />
                  <BrowserRouter>
                    <App />
                  </BrowserRouter>
                </ToastPlace>
              </PanelPlace>
            </LivePlace>
          </DevicePlace>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('root');
if (place) void start(place);
