import type { Platform } from '#platform/module.ts';
import type { SubjectCard, SubjectKind } from '#platform/subjects.ts';
import { ruleById } from '../sql/rule.ts';
import { slipById } from '../sql/slip.ts';
import type { QualityTables } from '../tables.ts';
import { slipNo } from '../views.ts';
import { maySeeSlip } from './slips.ts';

/** A slip as a subject that leaders can point at. */
export function slipSubject(platform: Platform): SubjectKind {
  return {
    kind: 'slip',
    load: async (id, actor): Promise<SubjectCard | null> => {
      if (!actor.permissions.has('dataset:read') || !UUID.test(id)) return null;
      const db = platform.db<QualityTables>();
      const slip = await slipById(db, id);
      if (!slip || !maySeeSlip(actor, slip)) return null;
      const rule = await ruleById(db, slip.ruleId);
      const title = `核实单 ${slipNo(slip.seq)}：${rule?.name ?? ''}`;
      return { kind: 'slip', id, title, href: `/quality/slips/${id}`, ownerDept: slip.ownerDept };
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
