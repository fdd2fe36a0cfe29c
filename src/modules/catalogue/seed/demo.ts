import type { ItemFields, ResourceFields } from '../contract.ts';
import { sensitivityOf } from '../rules/sensitive.ts';

/** How far a demo resource has come. */
export type DemoStage = 'draft' | 'review' | 'published';

export interface DemoResource {
  readonly stage: DemoStage;
  readonly fields: ResourceFields;
}

type Sharing = 'free' | 'conditional' | 'none';
type Row = readonly [
  dept: string,
  classCode: string,
  title: string,
  items: string,
  cycle: ResourceFields['updateCycle'],
  sharing: Sharing,
  opening: Sharing,
  stage?: DemoStage,
];

/** What departments of a province typically register: a reconstruction for the demo, not any province's catalogue. */
const ROWS: readonly Row[] = [
  [
    'D25',
    '102001',
    '法人登记信息',
    '统一社会信用代码 企业名称 法定代表人 注册资本:万元 成立日期 登记机关 登记状态 行业代码 住所',
    'day',
    'free',
    'conditional',
  ],
  [
    'D25',
    '102001',
    '个体工商户登记信息',
    '统一社会信用代码 经营者姓名 字号名称 经营范围 成立日期 经营地址',
    'day',
    'conditional',
    'none',
  ],
  [
    'D25',
    '104002',
    '经营异常名录',
    '统一社会信用代码 企业名称 列入日期 列入原因 移出日期 决定机关',
    'day',
    'free',
    'free',
  ],
  [
    'D25',
    '204001',
    '食品安全监督抽检结果',
    '样品名称 生产企业名称 抽检日期 检验结果 不合格项目',
    'week',
    'free',
    'free',
  ],
  [
    'D06',
    '101001',
    '户籍人口基本信息',
    '公民身份号码 姓名 性别 民族 出生日期 户籍地址 与户主关系',
    'day',
    'conditional',
    'none',
  ],
  [
    'D06',
    '105001',
    '机动车行驶证信息',
    '号牌号码 车辆类型 所有人姓名 使用性质 注册日期 有效期至',
    'day',
    'conditional',
    'none',
  ],
  [
    'D07',
    '101002',
    '婚姻登记信息',
    '登记证字号 男方姓名 男方身份证号 女方姓名 女方身份证号 登记日期 登记机关',
    'day',
    'conditional',
    'none',
  ],
  [
    'D07',
    '203001',
    '最低生活保障对象信息',
    '姓名 身份证号 家庭人口数:人 保障类别 月保障金额:元 享受起始月份',
    'month',
    'conditional',
    'none',
  ],
  [
    'D07',
    '102003',
    '社会组织登记信息',
    '统一社会信用代码 组织名称 组织类型 法定代表人 业务主管单位 登记日期',
    'month',
    'free',
    'free',
  ],
  [
    'D10',
    '203001',
    '企业职工养老保险参保信息',
    '公民身份号码 姓名 参保单位名称 险种 参保状态 缴费基数:元 首次参保日期',
    'month',
    'conditional',
    'none',
  ],
  [
    'D10',
    '203001',
    '失业保险待遇发放信息',
    '姓名 身份证号 发放月份 发放金额:元 银行账号',
    'month',
    'conditional',
    'none',
  ],
  [
    'D10',
    '105001',
    '职业资格证书信息',
    '姓名 证书编号 职业名称 等级 发证机关 发证日期',
    'month',
    'free',
    'conditional',
  ],
  [
    'D11',
    '103001',
    '不动产登记信息',
    '不动产单元号 权利人姓名 证件号码 坐落 用途 面积:平方米 登记日期 权利类型',
    'day',
    'conditional',
    'none',
  ],
  [
    'D11',
    '103002',
    '矿业权登记信息',
    '许可证号 矿山名称 采矿权人 开采矿种 生产规模:万吨/年 有效期起 有效期止',
    'month',
    'free',
    'free',
  ],
  ['D11', '103003', '基础地理信息要素', '要素编码 要素名称 几何类型 采集日期', 'year', 'none', 'none'],
  [
    'D12',
    '211001',
    '环境空气质量监测数据',
    '站点编码 站点名称 监测时间 PM2.5浓度:微克/立方米 PM10浓度:微克/立方米 臭氧浓度:微克/立方米 AQI',
    'realtime',
    'free',
    'free',
  ],
  [
    'D12',
    '211001',
    '排污许可证信息',
    '许可证编号 单位名称 统一社会信用代码 主要污染物 有效期限',
    'month',
    'free',
    'free',
  ],
  [
    'D13',
    '209001',
    '建筑工程施工许可信息',
    '许可证号 工程名称 建设单位名称 施工单位名称 合同价格:万元 发证日期',
    'week',
    'free',
    'free',
  ],
  [
    'D13',
    '209001',
    '住房公积金缴存信息',
    '公民身份号码 姓名 单位名称 月缴存额:元 账户余额:元 缴存状态',
    'month',
    'conditional',
    'none',
  ],
  ['D14', '209001', '道路运输经营许可信息', '许可证号 业户名称 经营范围 有效期起 有效期止', 'month', 'free', 'free'],
  ['D15', '103004', '水库基本信息', '水库名称 所在河流 总库容:万立方米 坝型 管理单位', 'year', 'free', 'conditional'],
  [
    'D16',
    '209001',
    '农村土地承包经营权信息',
    '承包方姓名 承包方证件号码 地块编码 面积:亩 承包期限',
    'year',
    'conditional',
    'none',
  ],
  [
    'D03',
    '101004',
    '普通高校学历信息',
    '姓名 证件号码 学校名称 专业 学历层次 毕业日期 证书编号',
    'year',
    'conditional',
    'none',
  ],
  ['D03', '101004', '中小学学籍信息', '学籍号 姓名 学校名称 年级 入学日期', 'half', 'conditional', 'none', 'review'],
  [
    'D19',
    '202001',
    '医疗机构执业登记信息',
    '登记号 机构名称 机构类别 床位数:张 法定代表人 有效期至',
    'month',
    'free',
    'free',
  ],
  [
    'D19',
    '101003',
    '出生医学证明信息',
    '证明编号 新生儿姓名 出生时间 母亲姓名 母亲身份证号 签发机构',
    'day',
    'conditional',
    'none',
  ],
  [
    'D19',
    '202001',
    '居民电子健康档案',
    '姓名 身份证号 血型 疾病诊断 就诊日期 就诊机构',
    'day',
    'none',
    'none',
    'review',
  ],
  [
    'D31',
    '203001',
    '基本医疗保险参保信息',
    '公民身份号码 姓名 参保类型 参保地 参保状态',
    'month',
    'conditional',
    'none',
  ],
  [
    'D20',
    '203001',
    '退役军人优抚对象信息',
    '姓名 身份证号 优抚类别 补助标准:元 发放状态',
    'month',
    'conditional',
    'none',
    'review',
  ],
  [
    'D21',
    '205001',
    '危险化学品企业信息',
    '企业名称 统一社会信用代码 许可证号 许可范围 重大危险源级别',
    'month',
    'conditional',
    'none',
  ],
  ['D21', '212001', '应急避难场所信息', '场所名称 地址 容纳人数:人 经度 纬度 管理单位', 'year', 'free', 'free'],
  [
    'D29',
    '207001',
    '煤矿基本信息',
    '煤矿名称 所属企业名称 核定产能:万吨/年 矿井状态 瓦斯等级',
    'month',
    'free',
    'conditional',
  ],
  [
    'D29',
    '207001',
    '电动汽车充电设施信息',
    '站点名称 地址 桩数:个 运营单位 服务时间',
    'month',
    'free',
    'free',
    'review',
  ],
  [
    'D33',
    '201001',
    '政务服务事项目录',
    '事项编码 事项名称 实施主体 法定办结时限:工作日 承诺办结时限:工作日',
    'week',
    'free',
    'free',
  ],
  [
    'D33',
    '201001',
    '政务服务办件信息',
    '办件编号 事项编码 申请人姓名 受理时间 办结时间 办理结果',
    'realtime',
    'conditional',
    'none',
  ],
  [
    'D28',
    '328001',
    '规模以上工业企业名录',
    '统一社会信用代码 企业名称 行业代码 登记注册类型 所在地区代码',
    'month',
    'conditional',
    'none',
  ],
  ['D28', '213001', '统计用区划代码', '区划代码 区划名称 级别 上级代码 启用日期', 'year', 'free', 'free'],
  [
    'D28',
    '328001',
    '固定资产投资项目库',
    '项目代码 项目名称 建设单位名称 计划总投资:万元 自开工累计完成投资:万元 开工日期',
    'month',
    'conditional',
    'none',
    'draft',
  ],
  [
    'D28',
    '328001',
    '企业研发活动统计台账',
    '企业名称 研发人员:人 研发经费:万元 专利申请数:件',
    'year',
    'conditional',
    'none',
    'review',
  ],
  ['D08', '105001', '律师执业证信息', '姓名 执业证号 律师事务所名称 执业状态 首次执业日期', 'month', 'free', 'free'],
  [
    'D18',
    '201001',
    '旅游景区基本信息',
    '景区名称 等级 地址 最大承载量:人次 开放时间 咨询电话',
    'quarter',
    'free',
    'free',
  ],
  [
    'D34',
    '212001',
    '信访事项登记信息',
    '信访编号 信访人姓名 信访人身份证号 反映问题类别 登记日期 办理状态',
    'day',
    'none',
    'none',
    'draft',
  ],
];

/** The demo province's registered resources, without data. */
export function demoResources(): DemoResource[] {
  return ROWS.map(
    ([providerDept, classCode, title, items, updateCycle, sharingType, openingType, stage = 'published']) => {
      const drafted = items.split(' ').map((said) => itemOf(said, sharingType, openingType));
      return {
        stage,
        fields: {
          ...{
            title,
            providerDept,
            classCode,
            updateCycle,
            sharingType,
            openingType,
            format: 'database',
            isSecret: false,
          },
          summary: `演示数据：本部门履职形成的${title}，含${drafted.length}个信息项。`,
          sourceClass: 'government',
          sharingCondition: sharingType === 'conditional' ? '因履行职责需要，按事项申请，按最小必要范围提供' : '',
          sharingWays: sharingType === 'none' ? [] : ['api', 'table'],
          sharingScope: sharingType === 'none' ? '' : '省、市、县政务部门',
          noSharingBasis: sharingType === 'none' ? (BASES[title] ?? '') : '',
          openingCondition: openingType === 'conditional' ? '实名注册并承诺用途' : '',
          grade: 'general',
          relatedCodes: [],
          items: drafted,
        },
      };
    },
  );
}

/** 不予共享依据 of those that are not shared. */
const BASES: Readonly<Record<string, string>> = {
  基础地理信息要素: '《中华人民共和国测绘法》第四十七条',
  居民电子健康档案: '《中华人民共和国基本医疗卫生与健康促进法》第九十二条',
  信访事项登记信息: '《信访工作条例》第三十条',
};

function itemOf(said: string, sharingType: Sharing, openingType: Sharing): ItemFields {
  const [name = '', unit = null] = said.split(':');
  const { why: _, ...marks } = sensitivityOf([name], []);
  const isPersonal = marks.personal !== 'none';
  return {
    ...{ seq: null, name, unit, note: '', codeList: null },
    ...(unit === null ? typeOf(name) : { dataType: 'decimal' as const, length: 18 }),
    sharingType: isPersonal && sharingType === 'free' ? 'conditional' : sharingType,
    openingType: isPersonal ? 'none' : openingType,
    ...marks,
  };
}

function typeOf(name: string): Pick<ItemFields, 'dataType' | 'length'> {
  if (/时间$/.test(name)) return { dataType: 'datetime', length: null };
  return /日期|期[起止至]$/.test(name) ? { dataType: 'date', length: null } : { dataType: 'text', length: 100 };
}
