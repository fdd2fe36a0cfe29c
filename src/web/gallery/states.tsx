import { useState } from 'react';
import { BarChart } from '../kit/bar-chart.tsx';
import { Button } from '../kit/button.tsx';
import { Card } from '../kit/card.tsx';
import { Drawer } from '../kit/drawer.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../kit/field.tsx';
import { Icon, iconNames } from '../kit/icon.tsx';
import { Kpi } from '../kit/kpi.tsx';
import { Light } from '../kit/light.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { useToast } from '../kit/toast.tsx';
import { PanelFrame } from '../panel.tsx';
import { ApiProblem } from '../problem.ts';
import { stateCards, words } from './data.ts';
import './gallery.css';

const ignore = () => undefined;
const problem = new ApiProblem({ ...words.problem, status: 404 });

/** Every state of every part, side by side. */
export function StatesGallery() {
  const [open, setOpen] = useState(false);
  return (
    <div className="g-states">
      <Card title={words.states}>
        <div className="g-cards kpi-grid">
          {stateCards.map((card) => (
            <Kpi key={card.name} {...card} onOpen={() => setOpen(true)} />
          ))}
        </div>
      </Card>
      <div className="g-panels">
        <PanelFrame title="loading" reserve="9rem" state={{ kind: 'loading' }}>
          {ignore}
        </PanelFrame>
        <PanelFrame title="empty" reserve="9rem" state={{ kind: 'empty', title: words.feedsTitle, feeds: words.feeds }}>
          {ignore}
        </PanelFrame>
        <PanelFrame title="error" reserve="9rem" state={{ kind: 'error', problem, retry: ignore }}>
          {ignore}
        </PanelFrame>
        <PanelFrame title="forbidden" reserve="9rem" state={{ kind: 'forbidden' }}>
          {ignore}
        </PanelFrame>
        <PanelFrame
          title="stale"
          reserve="9rem"
          state={{ kind: 'stale', data: words.note, since: Date.parse('2026-11-24T07:30:00+08:00'), retry: ignore }}
        >
          {(note) => <p className="panel-pad">{note}</p>}
        </PanelFrame>
        <Card title={words.structure} note="pp" reserve="16rem">
          <div className="g-bars">
            <BarChart
              categories={words.industries}
              series={[
                { name: words.thisYear, values: words.pulls },
                { name: words.lastYear, values: words.lastPulls },
              ]}
              unit="pp"
              decimals={1}
              summary={words.structure}
            />
          </div>
        </Card>
      </div>
      <Controls />
      <DetailDrawer open={open} onClose={() => setOpen(false)} />
    </div>
  );
}

function Controls() {
  const notify = useToast();
  const [basis, setBasis] = useState<string>(words.basis[0]);
  return (
    <Card title={words.controls}>
      <div className="g-controls">
        <div className="g-row">
          {(['red', 'amber', 'green', 'gray', 'blue', 'hold'] as const).map((kind) => (
            <Light key={kind} kind={kind} />
          ))}
        </div>
        <div className="g-row">
          <Button
            look="main"
            onClick={() => notify({ text: words.saved, action: { label: words.undo, onAct: ignore } })}
          >
            {words.instruct}
          </Button>
          <Button>{words.instruct}</Button>
          <Button look="danger">{words.instruct}</Button>
          <Button look="link">{words.instruct}</Button>
          <Button busy>{words.instruct}</Button>
          <Button disabled>{words.instruct}</Button>
        </div>
        <div className="g-row">
          {iconNames.map((name) => (
            <span key={name} title={name}>
              <Icon name={name} />
            </span>
          ))}
        </div>
        <Segmented
          label={words.controls}
          choices={words.basis.map((value) => ({ value, label: value }))}
          value={basis}
          onChange={setBasis}
        />
        <TextField label={words.field} hint={words.hint} defaultValue={words.note} />
        <TextField label={words.field} error={words.wrong} required />
        <SelectField label={words.field} options={words.industries.map((value) => ({ value, label: value }))} />
        <AreaField label={words.field} placeholder={words.hint} />
        <CheckField label={words.check} defaultChecked />
      </div>
    </Card>
  );
}

function DetailDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const notify = useToast();
  const [tab, setTab] = useState<string>(words.tabs[0]);
  const instruct = (
    <Button look="main" onClick={() => notify({ text: words.saved })}>
      {words.instruct}
    </Button>
  );
  return (
    <Drawer open={open} title={words.growth} note={words.source} onClose={onClose} footer={instruct}>
      <Tabs
        label={words.growth}
        tabs={words.tabs.map((value, index) => ({ value, label: value, count: index === 2 ? 12 : undefined }))}
        value={tab}
        onChange={setTab}
      >
        <p>{words.note}</p>
      </Tabs>
    </Drawer>
  );
}
