import type { PolicyRule, TimerRule } from '../sql/rule.ts';

const SHANXI =
  '山西省内共享流程：主管部门 2 个工作日内符合性审查，提供部门 5 个工作日内答复，尚未挂接的 10 个工作日内发布并答复（高平市人民政府政策问答，2024-03-06，sxgp.gov.cn）';

/** Deadlines that every node begins with. The number of a step that no rule names is the node's own, and says so. */
export const TIMERS: readonly TimerRule[] = [
  { step: 'conformity', days: 2, remindDays: 1, source: SHANXI },
  { step: 'provider', days: 5, remindDays: 1, source: SHANXI },
  { step: 'unmounted', days: 10, remindDays: 2, source: SHANXI },
  {
    step: 'coordination',
    days: 10,
    remindDays: 2,
    source: '本节点约定，可改。程序依据：协商未果的由同级政务数据主管部门协调解决（同上政策问答；国发〔2016〕51号）',
  },
  {
    step: 'correction',
    days: 10,
    remindDays: 2,
    source: '本节点约定，可改。程序依据：使用部门对数据有疑义的，提供部门应予校核（国发〔2016〕51号）',
  },
];

/** 先纵后横: what goes up and down a line of government is dealt with before what goes across it. */
export const POLICIES: readonly PolicyRule[] = [
  {
    direction: 'vertical',
    rank: 1,
    note: '省与市县之间的共享优先办理；市县所需数据能由本系统上级部门提供的，不再向其他部门重复申请。',
    source: '本节点约定：先纵向、后横向，可改',
  },
  {
    direction: 'horizontal',
    rank: 2,
    note: '部门之间的共享在纵向申请之后办理；请先核对本系统内是否已有同一数据。',
    source: '本节点约定：先纵向、后横向，可改',
  },
];
