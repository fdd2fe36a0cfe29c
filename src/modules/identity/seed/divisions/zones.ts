/** A zone with its own line in statistics, which is not a statutory division. `parent` is the government that runs it. */
export interface ZoneRow {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly aliases: readonly string[];
  readonly initials: string;
  readonly parent: string;
}

/** The five zones that provincial tables list beside counties. 综改示范区 lies in 太原 and 晋中 and is run by the province. */
export const ZONES: readonly ZoneRow[] = [
  {
    code: '140171',
    name: '山西转型综合改革示范区',
    shortName: '综改示范区',
    aliases: [
      '综改区',
      '转型综改示范区',
      '山西综改示范区',
      '山西转型综改示范区',
      '转型综合改革示范区',
      '山西省转型综合改革示范区',
    ],
    initials: 'sxzxzhggsfq',
    parent: '140000',
  },
  {
    code: '140271',
    name: '山西大同经济开发区',
    shortName: '大同经开区',
    aliases: ['大同经济技术开发区', '大同经济开发区'],
    initials: 'sxdtjjkfq',
    parent: '140200',
  },
  {
    code: '140471',
    name: '山西长治高新技术产业园区',
    shortName: '长治高新区',
    aliases: ['长治高新技术产业开发区', '长治高新技术产业园区'],
    initials: 'sxczgxjscyyq',
    parent: '140400',
  },
  {
    code: '140671',
    name: '山西朔州经济开发区',
    shortName: '朔州经开区',
    aliases: ['朔州经济开发区', '朔州经济技术开发区'],
    initials: 'sxszjjkfq',
    parent: '140600',
  },
  {
    code: '140971',
    name: '五台山风景名胜区',
    shortName: '五台山',
    aliases: ['五台山风景区', '五台山景区'],
    initials: 'wtsfjmsq',
    parent: '140900',
  },
];
