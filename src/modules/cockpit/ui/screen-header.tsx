import type { RefObject } from 'react';
import type { Screen } from '#contract/cockpit';
import { HeaderSlot } from '#web/shell/slots.tsx';
import { FreshnessLine } from './header/freshness.tsx';
import { PeriodPicker } from './header/period-picker.tsx';
import { RegionPicker } from './header/region-picker.tsx';
import { Search } from './header/search.tsx';

interface ScreenHeaderProps {
  readonly screen: Screen;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** What a screen puts into the header: where, of when, how fresh, and what one can look for. */
export function ScreenHeader({ screen, search }: ScreenHeaderProps) {
  return (
    <>
      <HeaderSlot name="region">
        <RegionPicker place={screen.place} />
      </HeaderSlot>
      <HeaderSlot name="period">
        <PeriodPicker screen={screen} />
      </HeaderSlot>
      <HeaderSlot name="search">
        <Search screen={screen} input={search} />
      </HeaderSlot>
      <HeaderSlot name="freshness">
        <FreshnessLine screen={screen} />
      </HeaderSlot>
    </>
  );
}
