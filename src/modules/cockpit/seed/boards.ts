/** The boards as delivered. Source names twelve of “thirteen boards”; the thirteenth, 他山之石, is our inference (ADR 0008). */
export interface BoardSeed {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly feeds: string;
  readonly feedsEn: string;
  /** Where it begins; the reader's own place when absent. */
  readonly opensAt?: string;
  readonly sections: readonly (readonly [name: string, nameEn: string, codes: string])[];
}

export const BOARDS: readonly BoardSeed[] = [
  {
    id: 'overview',
    name: '全省总览',
    nameEn: 'Overview',
    feeds: '各单位按期报送和导入的指标。',
    feedsEn: 'Indicators that departments report or import on time.',
    sections: [
      ['经济运行', 'Economy', 'JJ001 JJ005 JJ012 JJ015 JJ019'],
      ['能源革命', 'Energy', 'NY001 NY008 NY004 NY006 NY010'],
      ['市场监管', 'Market', 'SC001 SC006 SC012 SC002 SC008'],
      ['社会治理', 'Society', 'ZL002 ZL014 ZL004 ZL011 ZL007'],
      ['生态环保', 'Environment', 'ST001 ST007 ST004 ST005 ST009'],
      ['教育医疗', 'Education and health', 'JW009 JW006 JW011 JW012 JW008'],
      ['就业养老', 'Work and age', 'JL001 JL002 JL010 JL006 JL007'],
      ['社会保障', 'Security', 'SB001 SB012 SB002 SB007 SB011'],
    ],
  },
  {
    id: 'economy',
    name: '经济运行',
    nameEn: 'Economy',
    feeds: '统计局、发改委、工信厅、财政厅、商务厅、海关、人民银行等单位的月度和季度数据。',
    feedsEn: 'Monthly and quarterly figures of the statistical, planning, industry, finance and commerce departments.',
    sections: [
      ['总量与产业', 'Output', 'JJ001 JJ002 JJ003 JJ004 JJ005 JJ006 JJ007'],
      ['企业效益', 'Enterprises', 'JJ008 JJ009 JJ028 JJ028.2'],
      ['投资', 'Investment', 'JJ010 JJ011 JJ012 JJ013 JJ014 JJ029'],
      ['消费与开放', 'Demand and trade', 'JJ015 JJ016 JJ017 JJ018'],
      ['财政金融', 'Finance', 'JJ019 JJ020 JJ021 JJ024 JJ024.2 JJ030'],
      ['价格与收入', 'Prices and income', 'JJ022 JJ023 JJ025'],
      ['先行信号', 'Leading signals', 'JJ026 JJ026.2 JJ027 JJ027.2'],
    ],
  },
  {
    id: 'regions',
    name: '市县纵横',
    nameEn: 'Places',
    feeds: '市、县两级指标。',
    feedsEn: 'Indicators of cities and counties.',
    sections: [
      ['经济', 'Economy', 'JJ001 JJ005 JJ010 JJ015 JJ017 JJ019'],
      ['民生', 'Living', 'JJ025 JL001 SB001 SB012 JW009'],
      ['生态', 'Environment', 'ST001 ST004 ST007'],
      ['治理', 'Governance', 'ZL014 ZL011 ZW002'],
    ],
  },
  {
    id: 'departments',
    name: '厅局直通',
    nameEn: 'Departments',
    feeds: '各厅局归口的指标；重点工作、协调事项由厅局办公室维护。',
    feedsEn: 'Indicators owned by each department; key work and requests kept by its office.',
    sections: [['平台运行', 'Platform', 'ZW013 ZW010 ZW011']],
  },
  {
    id: 'supervision',
    name: '督办事项',
    nameEn: 'Supervision',
    feeds: '领导批示、会议议定事项、指标红灯转入的督办任务。尚无任务时，这里列出亮红灯、亮黄灯的指标。',
    feedsEn:
      'Instructions, decisions of meetings and red indicators turned into tasks. Until there are tasks: red and yellow indicators.',
    sections: [['进度类指标', 'Progress', 'JJ029 JJ030 SB012 SB011 SB013 ST012 ST013 NY014 SC012']],
  },
  {
    id: 'briefing',
    name: '要情专报',
    nameEn: 'Briefing',
    feeds: '各单位报送、信息处采编的要情。尚无来稿时，这里列出由指标自动生成的要情线索。',
    feedsEn:
      'Items submitted by departments and edited by the information office. Until there are any: leads made from indicators.',
    sections: [['线索指标', 'Leads', 'JJ005 JJ008 NY001 NY004 JL002 ZL002']],
  },
  {
    id: 'command',
    name: '应急指挥',
    nameEn: 'Emergency',
    feeds: '值班室接报的事件、预警和值班表。尚无事件时，这里是与安全有关的指标。',
    feedsEn: 'Incidents, warnings and duty rosters. Until there are incidents: indicators of safety.',
    sections: [
      ['安全生产', 'Safety', 'ZL001 ZL002 ZL004 ZL005 NY016'],
      ['消防与交通', 'Fire and roads', 'ZL008 ZL009'],
      ['公共卫生', 'Public health', 'JW012 JW013 JW014'],
    ],
  },
  {
    id: 'monitoring',
    name: '实时监测',
    nameEn: 'Live',
    feeds: '监测点实时数据。监测接入前，这里是小时和日度指标。',
    feedsEn: 'Readings of monitoring points. Until feeds are connected: hourly and daily indicators.',
    sections: [
      ['空气', 'Air', 'ST003 ST001 ST004 ST015'],
      ['能源', 'Energy', 'NY011 NY011.2 NY004 NY016 NY017'],
      ['热线与系统', 'Hotline and systems', 'ZL013 ZL014 ZW003 ZW012 ZW014'],
    ],
  },
  {
    id: 'reports',
    name: '统计报告',
    nameEn: 'Reports',
    feeds: '月报、季报、年鉴、公报。这里先列出已发布的数据批次和即将到期的指标。',
    feedsEn: 'Official statistical products. For now: published batches and what is due next.',
    sections: [['主要统计指标', 'Main statistics', 'JJ001 JJ005 JJ010 JJ015 JJ022 JJ025']],
  },
  {
    id: 'services',
    name: '政务服务',
    nameEn: 'Services',
    feeds: '政务服务平台的事项、办件和好差评，12345 热线工单。',
    feedsEn: 'Matters, cases and ratings of the service platform; hotline orders.',
    sections: [
      ['网办', 'Online', 'ZW001 ZW001.2 ZW002 ZW005 ZW008'],
      ['办件', 'Cases', 'ZW003 ZW003.2 ZW003.3 ZW004 ZW004.2'],
      ['评价', 'Ratings', 'ZW006 ZW006.2 ZW007 ZW007.2'],
      ['热线', 'Hotline', 'ZL013 ZL014 ZL014.2 ZL015'],
      ['证照', 'Certificates', 'ZW009 ZW009.2'],
    ],
  },
  {
    id: 'opinion',
    name: '社会舆情',
    nameEn: 'Opinion',
    feeds: '公开舆情和 12345 诉求。舆情接入前，这里是热线和信访指标。',
    feedsEn: 'Public opinion and hotline requests. Until feeds are connected: hotline and petition indicators.',
    sections: [
      ['诉求', 'Requests', 'ZL013 ZL014 ZL014.2 ZL015'],
      ['信访与调解', 'Petitions', 'ZL011 ZL011.2 ZL012 ZL016'],
      ['消费', 'Consumers', 'SC006 SC007'],
    ],
  },
  {
    id: 'apps',
    name: '智慧应用',
    nameEn: 'Applications',
    feeds: '跨部门应用的目录。登记应用前，这里是数据资源和平台运行指标。',
    feedsEn: 'The catalogue of applications. Until any are registered: data resources and platform indicators.',
    sections: [['数据与平台', 'Data and platform', 'ZW010 ZW010.2 ZW011 ZW012 ZW013 ZW013.2 ZW014']],
  },
  {
    id: 'peers',
    name: '他山之石',
    nameEn: 'Peers',
    feeds: '外省外市做法和全国分省数据。导入国家统计局分省数据后，这里显示各省对比。',
    feedsEn: 'Practice elsewhere and figures by province. Import national files to compare provinces.',
    opensAt: '100000',
    sections: [['全国对比', 'Nation', 'JJ001 JJ021 JJ022 JJ015 JJ019 JJ025']],
  },
  {
    id: 'direct',
    name: '一键直联',
    nameEn: 'Direct line',
    feeds: '责任通讯录和值班表。这里先列出各单位及其归口指标，通话在值班表建立后开通。',
    feedsEn: 'The directory of responsibility and duty rosters. For now: departments and the indicators they own.',
    sections: [['值守', 'Duty', 'ZL013 ZW014']],
  },
];
