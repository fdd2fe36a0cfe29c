import type { Grade, Identifier, Personal } from '../tables.ts';
import { isBankCard, isCreditCode, isIdCard, isMobile } from './check-digit.ts';

/** What an item is to persons and bodies, and why it is thought so. */
export interface Sensitivity {
  readonly personal: Personal;
  readonly identifier: Identifier;
  readonly grade: Grade;
  /** A sentence for whoever reviews it; empty when nothing was found. */
  readonly why: string;
}

interface Kind {
  readonly what: string;
  readonly name: RegExp;
  readonly sample?: (text: string) => boolean;
  readonly personal: Personal;
  readonly identifier: Identifier;
  readonly grade?: Grade;
}

/**
 * Kinds of items that name persons or bodies, the strictest first. Sensitive are those that PIPL art. 28 names:
 * biometrics, religion, particular identity, medical health, financial accounts, whereabouts, minors under 14; identity
 * numbers by GB/T 45574-2025, annex A. Grades are suggestions for the provider to settle by GB/T 43697-2024.
 */
const KINDS: readonly Kind[] = [
  {
    what: '公民身份号码',
    name: /身份证|公民身份号?码|居民身份|(?:^|_)(?:id_?card|sfz[a-z]*|idno|id_?num(?:ber)?|gmsfhm|cert_?no)(?:$|_)/i,
    sample: isIdCard,
    personal: 'sensitive',
    identifier: 'direct',
    grade: 'important',
  },
  {
    what: '生物识别信息',
    name: /人脸|指纹|虹膜|声纹|基因|dna|fingerprint|face_?(?:img|image|feature)/i,
    personal: 'sensitive',
    identifier: 'direct',
    grade: 'important',
  },
  {
    what: '银行账号',
    name: /银行卡|银行账[号户]|开户账号|收款账号|(?:^|_)(?:bank_?(?:card|account|acct)(?:_?no)?|yhkh|yhzh|card_?no)(?:$|_)/i,
    sample: isBankCard,
    personal: 'sensitive',
    identifier: 'direct',
    grade: 'important',
  },
  {
    what: '医疗健康信息',
    name: /病历|诊断|病种|疾病|血型|病史|用药|残疾类别|diagnos|disease|medical/i,
    personal: 'sensitive',
    identifier: 'none',
    grade: 'important',
  },
  {
    what: '宗教、特定身份',
    name: /宗教信仰|犯罪|违法犯罪记录|刑满|涉毒|religion/i,
    personal: 'sensitive',
    identifier: 'none',
    grade: 'important',
  },
  {
    what: '行踪轨迹',
    name: /行踪|轨迹|入住|乘车|出入境记录|trajectory/i,
    personal: 'sensitive',
    identifier: 'quasi',
    grade: 'important',
  },
  {
    what: '护照等证件号码',
    name: /护照|军官证|社保卡号|社会保障号|证件号|passport|(?:^|_)zjhm(?:$|_)/i,
    personal: 'sensitive',
    identifier: 'direct',
    grade: 'important',
  },
  {
    what: '联系电话',
    name: /电话|手机|联系方式|(?:^|_)(?:mobile|phone|tel|telephone|sjh[m]?|lxdh|dhhm)(?:_?(?:no|num|number))?(?:$|_)/i,
    sample: isMobile,
    personal: 'personal',
    identifier: 'direct',
  },
  {
    what: '电子邮箱',
    name: /邮箱|e-?mail/i,
    sample: (text) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text),
    personal: 'personal',
    identifier: 'direct',
  },
  {
    what: '统一社会信用代码',
    name: /统一社会信用代码|社会信用代码|组织机构代码|纳税人识别号|(?:^|_)(?:uscc|credit_?code|tyshxydm|xydm)(?:$|_)/i,
    sample: isCreditCode,
    personal: 'none',
    identifier: 'direct',
  },
  {
    what: '姓名',
    name: /姓名|^(?:负责人|法定代表人|法人代表|联系人|经办人|户主|监护人|申请人|持证人)$|(?:^|_)(?:xm|real_?name|person_?name|full_?name)(?:$|_)/i,
    personal: 'personal',
    identifier: 'direct',
  },
  {
    what: '住址',
    name: /住址|家庭地址|居住地|户籍地址|通讯地址|(?:^|_)(?:home_?addr(?:ess)?|address|jtzz|zz)(?:$|_)/i,
    sample: (text) => /(?:小区|号楼|单元|[0-9]+室)/.test(text),
    personal: 'personal',
    identifier: 'quasi',
  },
  {
    what: '出生日期、性别、民族等',
    name: /出生(?:日期|年月)|性别|民族|年龄|学历|婚姻状况|职业|籍贯|(?:^|_)(?:birth(?:day|_?date)?|gender|sex|age|nation|csrq|xb|mz)(?:$|_)/i,
    personal: 'personal',
    identifier: 'quasi',
  },
  {
    what: '车牌号、户号等',
    name: /车牌|号牌号码|户号|学籍号|学号|工号|plate_?no/i,
    personal: 'personal',
    identifier: 'quasi',
  },
  {
    what: '企业名称',
    name: /^(?:企业|单位|公司|机构|法人|经营者|商户)(?:全)?名称$|(?:^|_)(?:company|corp|enterprise|qymc|dwmc)(?:_?name)?(?:$|_)/i,
    personal: 'none',
    identifier: 'direct',
  },
];

const PLAIN: Sensitivity = { personal: 'none', identifier: 'none', grade: 'general', why: '' };

/**
 * What an item tells of persons and bodies, by its names and by its samples. Samples decide by proof: at least half of
 * those that are there (and two) carry the check digit or form of the kind.
 */
export function sensitivityOf(names: readonly string[], samples: readonly string[]): Sensitivity {
  const values = samples.map((sample) => sample.trim()).filter((sample) => sample !== '');
  const proven = KINDS.find(({ sample }) => sample && isProven(values, sample));
  if (proven) return found(proven, `样本值是${proven.what}`);
  const named = KINDS.find(({ name }) => names.some((text) => name.test(text)));
  if (!named) return PLAIN;
  return found(named, `名称像${named.what}`);
}

function isProven(values: readonly string[], sample: (text: string) => boolean): boolean {
  const hits = values.filter(sample).length;
  return hits >= Math.min(2, values.length) && hits * 2 >= values.length && hits > 0;
}

function found({ personal, identifier, grade = 'general' }: Kind, why: string): Sensitivity {
  return { personal, identifier, grade, why };
}

const GRADES: readonly Grade[] = ['general', 'important', 'core'];

/** 就高从严: a set of items is of the highest grade among them. Source: GB/T 43697-2024, 5 (e). */
export function highestGrade(grades: readonly Grade[]): Grade {
  return grades.reduce<Grade>((top, grade) => (GRADES.indexOf(grade) > GRADES.indexOf(top) ? grade : top), 'general');
}
