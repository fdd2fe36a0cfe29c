import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** jsonb: any value comes out, JSON text goes in. */
type Json = ColumnType<unknown, string, string>;

export interface IndicatorTables {
  'indicators.data_version': { single: Generated<boolean>; version: number; last_publication: number };
  'indicators.definition': {
    code: string;
    version: number;
    valid_from: string | null;
    valid_to: string | null;
    breaks_series: boolean;
    origin: 'reference' | 'local';
    reason: string | null;
    name: string;
    domain: string;
    owner_dept: string;
    frequency: string;
    secrecy: string;
    body: Json;
    created_at: Instant;
    created_by: string;
  };
  'indicators.release': { indicator: string; period: string; release_at: Instant; set_by: string };
  'indicators.binding': {
    id: string;
    resource_id: string;
    measure: string;
    measure_name: string;
    indicator: string;
    role: 'value' | 'yoy';
    basis: string;
    stage: string;
    filter: Json;
    unit_from: string;
    unit_to: string;
    factor_numerator: string;
    factor_denominator: string;
    created_at: Instant;
    created_by: string;
    ended_at: OptionalInstant;
    ended_by: string | null;
  };
  'indicators.publication': {
    no: number;
    source: PublicationSource;
    binding: string | null;
    source_batch: number | null;
    stage: string | null;
    at: Instant;
    status: PublicationStatus;
    rows: Generated<number>;
    opened_at: Instant;
    closed_at: OptionalInstant;
    opened_by: string;
  };
  'indicators.publication_part': {
    publication: number;
    indicator: string;
    basis: string;
    frequency: string;
    level: string;
    rows: number;
    first_period: string;
    last_period: string;
  };
  /** A view of the ingest module: batches whose rows stand in their dataset table. */
  'ingest.pub_batch': {
    no: number;
    import_id: string;
    resource_id: string;
    status: 'committed' | 'superseded';
    rows: number;
    committed_at: Date;
    file_hash: string;
    file_name: string;
    sheet_name: string;
    title: string;
    imported_by: string;
  };
  'indicators.target': {
    indicator: string;
    region: string;
    year: number;
    version: number;
    value: number;
    kind: string;
    band: number | null;
    curve: ColumnType<unknown, string | null, string | null>;
    source: string;
    set_at: Instant;
    set_by: string;
  };
}

/** Who writes observations: a bound measure of a resource, a filing, another module, the demo province. */
export type PublicationSource = 'binding' | 'filing' | 'system' | 'demo';

/** `withdrawn`: committed once, no longer shown, rows still to be purged. */
export type PublicationStatus = 'open' | 'committed' | 'aborted' | 'withdrawn' | 'purged';

export type Db = Kysely<IndicatorTables & PlatformTables>;
export type Tx = Transaction<IndicatorTables & PlatformTables>;
