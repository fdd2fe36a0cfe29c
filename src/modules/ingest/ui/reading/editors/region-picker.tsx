import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { TextField } from '#web/kit/field.tsx';
import { ingestTexts } from '../../i18n/texts.ts';
import { matchRegions, startOf } from './region-match.ts';
import { useRegions } from './use-regions.ts';

interface RegionPickerProps {
  /** What the sheet writes, to begin the search with. */
  readonly text: string;
  readonly onPick: (region: { readonly code: string; readonly name: string; readonly level: string }) => void;
}

const SHOWN = 40;

/** Find a region by name, former name, initials or code. */
export function RegionPicker({ text, onPick }: RegionPickerProps) {
  const say = useTexts(ingestTexts);
  const [typed, setTyped] = useState(startOf(text));
  const nation = {
    code: '100000',
    name: say('region.nation'),
    level: 'nation',
    above: null,
    search: say('region.nation'),
  };
  const regions = useRegions();
  const start = startOf(text) === typed && matchRegions(regions, typed, 1).length === 0 ? '' : typed;
  const found = matchRegions([nation, ...regions], start, SHOWN);
  return (
    <>
      <TextField
        label={say('region.find')}
        type="search"
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="popup-list">
        {found.map(({ above, search, ...region }) => (
          <li key={region.code}>
            <button type="button" className="menu-item" onClick={() => onPick(region)}>
              {region.name}
              <span className="note">{above ?? region.code}</span>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="note">{say('region.none')}</li>}
      </ul>
    </>
  );
}
