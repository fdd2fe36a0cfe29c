import type { ColumnType, Generated } from 'kysely';
import type { Basis } from '#platform/period/basis.ts';

type Instant = ColumnType<Date, Date, Date>;

export type ResourceKind = 'statistics' | 'records';
export type UpdateCycle = 'unknown' | 'realtime' | 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';
export type Openness = 'free' | 'conditional' | 'none';
export type ItemRole = 'region' | 'period' | 'measure' | 'dimension' | 'attribute';
export type ItemType = 'number' | 'text';

export interface CatalogueTables {
  'catalogue.resource': {
    id: string;
    seq: ColumnType<number, never, never>;
    code: ColumnType<string, never, never>;
    title: string;
    provider_dept: string | null;
    summary: string;
    kind: ResourceKind;
    update_cycle: UpdateCycle;
    sharing_type: Openness;
    opening_type: Openness;
    dataset_table: string;
    shape: string;
    status: 'pending' | 'active';
    created_at: Instant;
    created_by: string;
    updated_at: Instant;
  };
  'catalogue.item': {
    resource_id: string;
    seq: number;
    column_name: string;
    key: string;
    name: string;
    role: ItemRole;
    data_type: ItemType;
    unit: string | null;
    basis: Basis | null;
    note: Generated<string>;
  };
}
