import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { Field, FileFormat, Finding, Mask } from './contract.ts';

type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T> = ColumnType<T, string, string>;
/** 64-bit counts come as text from the ledger. */
type Count = ColumnType<string | number, number | undefined, number>;

export type Openness = 'free' | 'conditional' | 'none';
export type Masks = Readonly<Record<string, Mask>>;
export type ReleaseState = 'checking' | 'refused' | 'ready' | 'published' | 'superseded' | 'withdrawn' | 'discarded';
export type Purpose = 'open' | 'sandbox';
export type VoiceKind = 'request' | 'correction' | 'rating';
export type VoiceState = 'received' | 'shown' | 'answered' | 'hidden';
export type SceneState = 'draft' | 'open' | 'closed';
export type ProposalState = 'submitted' | 'accepted' | 'declined' | 'piloting' | 'stopped' | 'applied' | 'retired';
export type UpdateCycle = 'unknown' | 'realtime' | 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

export interface PortalTables {
  'catalogue.pub_resource': {
    id: string;
    code: string;
    title: string;
    summary: string;
    provider_dept: string | null;
    kind: 'statistics' | 'records';
    update_cycle: UpdateCycle;
    opening_type: Openness;
    opening_condition: string;
    stage: string;
    is_secret: boolean;
    grade: string;
    updated_at: Date;
  };
  'catalogue.pub_item': {
    resource_id: string;
    seq: number;
    column_name: string;
    name: string;
    role: string;
    data_type: string;
    unit: string | null;
    basis: string | null;
    note: string;
    opening_type: Openness;
    grade: string;
    personal: string;
    identifier: string;
  };
  'portal.policy': {
    resource_id: string;
    k: Generated<number>;
    masks: Json<Masks>;
    theme: string;
    licence: string;
    updated_at: Instant;
    updated_by: string;
  };
  'portal.release': {
    id: string;
    resource_id: string;
    version: number;
    purpose: Purpose;
    proposal_id: string | null;
    state: ReleaseState;
    automatic: boolean;
    source_version: string | null;
    fields: ColumnType<readonly Field[], string | undefined, string>;
    k: number;
    finding: ColumnType<Finding | null, string | null | undefined, string | null>;
    reason: Generated<string>;
    rows: Count;
    period_from: string | null;
    period_to: string | null;
    created_at: Instant;
    created_by: string;
    checked_at: OptionalInstant;
    published_at: OptionalInstant;
    published_by: string | null;
    due_at: OptionalInstant;
  };
  'portal.file': { release_id: string; format: FileFormat; hash: string; bytes: Count; downloads: Count };
  'portal.api_key': {
    id: string;
    name: string;
    contact: string;
    purpose: string;
    prefix: string;
    digest: string;
    quota: number;
    created_at: Instant;
    revoked_at: OptionalInstant;
  };
  'portal.usage': { key_id: string; day: string; calls: Count; rows: Count };
  'portal.voice': {
    id: string;
    kind: VoiceKind;
    resource_id: string | null;
    state: VoiceState;
    title: string;
    body: string;
    score: number | null;
    contact: string;
    author: string;
    answer: Generated<string>;
    created_at: Instant;
    answered_at: OptionalInstant;
    answered_by: string | null;
  };
  'portal.scene': {
    id: string;
    title: string;
    body: string;
    state: SceneState;
    closes_on: string | null;
    resources: string[];
    created_at: Instant;
    created_by: string;
  };
  'portal.proposal': {
    id: string;
    scene_id: string;
    state: ProposalState;
    team: string;
    title: string;
    body: string;
    contact: string;
    author: string;
    key_digest: string | null;
    key_until: OptionalInstant;
    url: Generated<string>;
    resources: Generated<string[]>;
    comment: Generated<string>;
    created_at: Instant;
    decided_at: OptionalInstant;
  };
}

export type Db = Kysely<PortalTables>;
export type Tx = Transaction<PortalTables>;
