import type { DivisionChange } from '../../rules/division.ts';

/**
 * The changes of 2018–2020 at county level in 山西. A change counts from the day of its approval; where statistics of
 * that year still follow the old division, they carry the old code.
 */
export const DIVISION_CHANGES: readonly DivisionChange[] = [
  {
    id: 'datong-2018',
    decidedOn: '2018-02-09',
    decidedBy: '国务院',
    inauguratedOn: null,
    certain: true,
    note: '撤销城区、南郊区、矿区，设立平城区、云冈区；原城区西花园、老平旺街道和原南郊区高山、云冈镇及口泉、平旺、西韩岭、鸦儿崖乡归云冈区；原南郊区古店镇划归新荣区；撤销大同县，设立云州区。省政府于同年4月批复。',
    founded: ['140213', '140214', '140215'],
    moves: [
      { from: '140202', to: '140213', kind: 'split' },
      { from: '140202', to: '140214', kind: 'split' },
      { from: '140203', to: '140214', kind: 'merge' },
      { from: '140211', to: '140213', kind: 'split' },
      { from: '140211', to: '140214', kind: 'split' },
      { from: '140211', to: '140212', kind: 'split' },
      { from: '140227', to: '140215', kind: 'rename' },
    ],
  },
  {
    id: 'huairen-2018',
    decidedOn: '2018-02-22',
    decidedBy: '民政部（经国务院批准）',
    inauguratedOn: '2018-08-08',
    certain: false,
    note: '撤销怀仁县，设立县级怀仁市，辖区不变。2018年2月批准，日期待以批文核对；8月8日挂牌。',
    founded: ['140681'],
    moves: [{ from: '140624', to: '140681', kind: 'rename' }],
  },
  {
    id: 'changzhi-2018',
    decidedOn: '2018-06-19',
    decidedBy: '国务院',
    inauguratedOn: '2018-11-23',
    certain: true,
    note: '城区、郊区合并设立潞州区；长治县改设上党区；屯留县改设屯留区；潞城市改设潞城区。11月23日挂牌。',
    founded: ['140403', '140404', '140405', '140406'],
    moves: [
      { from: '140402', to: '140403', kind: 'merge' },
      { from: '140411', to: '140403', kind: 'merge' },
      { from: '140421', to: '140404', kind: 'rename' },
      { from: '140424', to: '140405', kind: 'rename' },
      { from: '140481', to: '140406', kind: 'rename' },
    ],
  },
  {
    id: 'taigu-2019',
    decidedOn: '2019-12-09',
    decidedBy: '国务院',
    inauguratedOn: '2020-04-26',
    certain: false,
    note: '撤销太谷县，设立太谷区，辖区和驻地不变。日期取省政府公布日（2019年12月9日），批复日待核对；2020年4月26日挂牌。',
    founded: ['140703'],
    moves: [{ from: '140726', to: '140703', kind: 'rename' }],
  },
];
