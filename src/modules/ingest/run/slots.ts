import type { ItemDraft } from '#module/catalogue';
import type { Basis } from '#platform/period/basis.ts';
import type { GrowthKind } from '../rules/growth.ts';
import type { MeasureRef } from '../rules/measure.ts';

/** Columns met so far, numbered in the order of meeting; rows keep their cells under these numbers. */
export interface Slots {
  /** The slot of a measure under a basis; null is the measure that nothing names. */
  measure(measure: MeasureRef | null, basis: Basis | null): number;
  /** The slot of published growth other than year on year, which stands beside its value. */
  growth(measure: MeasureRef | null, kind: Exclude<GrowthKind, 'yoy'>): number;
  field(label: string, role: 'dimension' | 'attribute', type: 'text' | 'number'): number;
  /** Year-on-year growth of the slot has been met. */
  markGrowth(slot: number): void;
  readonly all: readonly Slot[];
}

export interface Slot {
  readonly draft: ItemDraft;
  /** Year-on-year growth is published beside it. */
  readonly growth: boolean;
}

/** No columns yet. `title` names the measure that nothing names. */
export function createSlots(title: string): Slots {
  const all: { draft: ItemDraft; growth: boolean }[] = [];
  const byIdentity = new Map<string, number>();
  const byMeasure = new Map<MeasureRef | null, Map<Basis | null, number>>();
  const slotOf = (draft: ItemDraft): number => {
    const identity = JSON.stringify([draft.role, draft.key, draft.dataType, draft.unit, draft.basis]);
    const known = byIdentity.get(identity);
    if (known !== undefined) return known;
    byIdentity.set(identity, all.length);
    return all.push({ draft, growth: false }) - 1;
  };
  return {
    all,
    measure(measure, basis) {
      const bases = byMeasure.get(measure) ?? new Map<Basis | null, number>();
      byMeasure.set(measure, bases);
      const slot = bases.get(basis) ?? slotOf(measureDraft(measure, basis, title));
      bases.set(basis, slot);
      return slot;
    },
    growth: (measure, kind) => slotOf(growthDraft(measure, kind, title)),
    field: (label, role, dataType) => slotOf({ key: label, name: label, role, dataType, unit: null, basis: null }),
    markGrowth(slot) {
      const met = all[slot];
      if (met) met.growth = true;
    },
  };
}

function measureDraft(measure: MeasureRef | null, basis: Basis | null, title: string): ItemDraft {
  return {
    key: measure?.key ?? '',
    name: measure?.key ?? title,
    role: 'measure',
    dataType: 'number',
    unit: measure?.unit ?? null,
    basis,
  };
}

const GROWTH_NAMES: Readonly<Record<Exclude<GrowthKind, 'yoy'>, string>> = {
  mom: '环比增长',
  ytd: '比年初增长',
  yoyPp: '同比增减',
  momPp: '环比增减',
  ytdPp: '比年初增减',
};

function growthDraft(measure: MeasureRef | null, kind: Exclude<GrowthKind, 'yoy'>, title: string): ItemDraft {
  return {
    key: `${measure?.key ?? ''}#${kind}`,
    name: `${measure?.key ?? title}${GROWTH_NAMES[kind]}`,
    role: 'measure',
    dataType: 'number',
    unit: kind.endsWith('Pp') ? '百分点' : '%',
    basis: 'RATE',
  };
}
