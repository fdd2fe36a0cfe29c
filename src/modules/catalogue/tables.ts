import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { Basis } from '#platform/period/basis.ts';
import type { PlatformTables } from '#platform/tables.ts';

type Instant = ColumnType<Date, Date, Date>;

export type ResourceKind = 'statistics' | 'records';
export type UpdateCycle = 'unknown' | 'realtime' | 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';
export type Openness = 'free' | 'conditional' | 'none';
export type ItemRole = 'region' | 'period' | 'measure' | 'dimension' | 'attribute';
export type ItemType = 'number' | 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean';
/** 编制 → 审核 → 发布 → 变更 → 停用. */
export type Stage = 'draft' | 'review' | 'published' | 'changing' | 'retired';
/** 信息资源格式: 电子文件, 电子表格, 数据库, 图形图像, 流媒体, 自描述格式. */
export type ResourceFormat = 'file' | 'spreadsheet' | 'database' | 'image' | 'media' | 'self-described';
export type SourceClass = 'government' | 'enterprise' | 'social';
/** GB/T 43697: 核心 / 重要 / 一般. */
export type Grade = 'core' | 'important' | 'general';
export type Personal = 'none' | 'personal' | 'sensitive';
export type Identifier = 'none' | 'direct' | 'quasi';

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
    stage: Generated<Stage>;
    version: Generated<number>;
    class_code: Generated<string | null>;
    format: Generated<ResourceFormat>;
    source_class: Generated<SourceClass>;
    sharing_condition: Generated<string>;
    sharing_ways: Generated<string[]>;
    sharing_scope: Generated<string>;
    no_sharing_basis: Generated<string>;
    opening_condition: Generated<string>;
    is_secret: Generated<boolean>;
    grade: Generated<Grade>;
    related_codes: Generated<string[]>;
    published_at: Generated<Date | null>;
    class_seq: Generated<number | null>;
    is_demo: Generated<boolean>;
    revision: Generated<number>;
    listed: ColumnType<boolean, never, never>;
    data_at: Generated<Date | null>;
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
    length: Generated<number | null>;
    code_list: Generated<string | null>;
    sharing_type: Generated<Openness>;
    opening_type: Generated<Openness>;
    grade: Generated<Grade>;
    personal: Generated<Personal>;
    identifier: Generated<Identifier>;
  };
  'catalogue.class': {
    code: string;
    name: string;
    level: number;
    parent: string | null;
    dept: string | null;
    words: Generated<string[]>;
  };
  'catalogue.change': {
    resource_id: string;
    fields: ColumnType<unknown, string, string>;
    saved_at: Instant;
    saved_by: string;
  };
  'catalogue.version': {
    resource_id: string;
    no: number;
    published_at: Instant;
    published_by: string;
    reason: string;
    snapshot: ColumnType<unknown, string, string>;
    digest: string;
  };
  'catalogue.exception': {
    id: string;
    collection: string;
    title: string;
    items: string[];
    resource_ids: string[];
    reason: string;
    dept: string | null;
    requested_at: Instant;
    requested_by: string;
    requester_id: string;
    approver: string;
    state: 'requested' | 'approved' | 'refused';
    decided_at: Generated<Date | null>;
    decision: Generated<string | null>;
  };
  'catalogue.duplicate_decision': {
    a: string;
    b: string;
    decision: 'same' | 'different';
    reason: string;
    decided_at: Instant;
    decided_by: string;
  };
  'catalogue.class_counter': { class_code: string; last: number };
}

export type Db = Kysely<CatalogueTables & PlatformTables>;
export type Tx = Transaction<CatalogueTables & PlatformTables>;
