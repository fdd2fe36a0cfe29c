import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Tabs } from '#web/kit/tabs.tsx';
import { useMay } from '#web/session.tsx';
import { portalTexts } from '../i18n/texts.ts';
import { CoCreationList, KeyList, OpenableResources, ReleaseItems, VoiceItems } from '../manage-lists.tsx';
import '../site/site.css';

const TABS = ['releases', 'open', 'voices', 'co', 'keys'] as const;
const LISTS = {
  releases: ReleaseItems,
  open: OpenableResources,
  voices: VoiceItems,
  co: CoCreationList,
  keys: KeyList,
} as const;

/** 开放管理: versions to decide, resources to open, what the public says, 共创, keys. */
export function Page() {
  return useMay('portal:publish') ? <Management /> : <Forbidden />;
}

function Management() {
  const say = useTexts(portalTexts);
  const [tab, setTab] = useState<(typeof TABS)[number]>('releases');
  const List = LISTS[tab];
  const tools = (
    <a className="button" href="/open">
      {say('m.site')}
    </a>
  );
  return (
    <div className="page-column">
      <h1 className="page-title">{say('m.title')}</h1>
      <Card title={say(`m.${tab}`)} tools={tools} reserve="20rem">
        <Tabs
          label={say('m.title')}
          tabs={TABS.map((value) => ({ value, label: say(`m.${value}`) }))}
          value={tab}
          onChange={setTab}
        >
          <div className="open-pad">
            <List />
          </div>
        </Tabs>
      </Card>
    </div>
  );
}
