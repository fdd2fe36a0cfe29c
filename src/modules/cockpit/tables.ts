import type { Generated } from 'kysely';

export interface CockpitTables {
  'cockpit.board': {
    id: string;
    seq: number;
    name: string;
    name_en: string;
    route: string;
    feeds: string;
    feeds_en: string;
    enabled: Generated<boolean>;
    opens_at: string | null;
  };
  'cockpit.card': { board: string; seq: number; section: string; section_en: string; indicator: string };
}
