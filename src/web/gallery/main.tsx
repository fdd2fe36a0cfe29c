import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { DevicePlace } from '../device.tsx';
import { applyDevice, loadDevice, readTraits } from '../device-store.ts';
import { ensureChineseFont } from '../font.ts';
import { createI18n } from '../i18n/create.ts';
import { readLanguage } from '../i18n/language.ts';
import { ToastPlace } from '../kit/toast.tsx';
import { createQueryClient, keyOf } from '../query.ts';
import { SessionPlace } from '../session.tsx';
import { Shell } from '../shell/shell.tsx';
import { boards } from './data.ts';
import { OverviewGallery } from './overview.tsx';
import { session } from './session.ts';
import { StatesGallery } from './states.tsx';
import '../theme.css';
import '../base.css';
import '../print.css';

/** The kit with invented values, for the eye and for the browser test. It is built by the test and never shipped. */
async function start(place: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const memory = { ...loadDevice(), language: readLanguage(asked.get('language')) };
  applyDevice(memory, readTraits());
  await ensureChineseFont();
  const client = createQueryClient(() => undefined);
  client.setQueryDefaults(keyOf('/api/cockpit/boards'), { staleTime: Number.POSITIVE_INFINITY });
  client.setQueryData(keyOf('/api/cockpit/boards'), boards);
  createRoot(place).render(
    <I18nextProvider i18n={createI18n(memory.language)}>
      <QueryClientProvider client={client}>
        <DevicePlace memory={memory}>
          <ToastPlace>
            <MemoryRouter initialEntries={['/overview']}>
              <SessionPlace session={session}>
                <Shell>
                  <h1 className="visually-hidden">{document.title}</h1>
                  {asked.get('view') === 'states' ? <StatesGallery /> : <OverviewGallery />}
                </Shell>
              </SessionPlace>
            </MemoryRouter>
          </ToastPlace>
        </DevicePlace>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

const place = document.getElementById('root');
if (place) void start(place);
