/** Short names that databases of the field use: the pinyin initials and English words of their columns. */
const WORDS: Readonly<Record<string, string>> = {
  ...{
    id: '编号',
    code: '代码',
    name: '名称',
    type: '类型',
    status: '状态',
    remark: '备注',
    note: '备注',
    sort: '排序号',
  },
  ...{
    xm: '姓名',
    xb: '性别',
    mz: '民族',
    csrq: '出生日期',
    sfzh: '身份证号',
    sfzhm: '身份证号',
    gmsfhm: '公民身份号码',
  },
  ...{
    lxdh: '联系电话',
    sjh: '手机号码',
    sjhm: '手机号码',
    jtzz: '家庭住址',
    dz: '地址',
    zz: '住址',
    yhkh: '银行卡号',
  },
  ...{ tyshxydm: '统一社会信用代码', uscc: '统一社会信用代码', credit_code: '统一社会信用代码', qymc: '企业名称' },
  ...{ dwmc: '单位名称', fddbr: '法定代表人', clrq: '成立日期', zczb: '注册资本', jyfw: '经营范围', hydm: '行业代码' },
  ...{
    xzqh: '行政区划',
    xzqhdm: '行政区划代码',
    xzqdm: '行政区划代码',
    area_code: '行政区划代码',
    region_code: '行政区划代码',
  },
  ...{
    id_card: '身份证号',
    idcard: '身份证号',
    id_no: '证件号码',
    real_name: '姓名',
    gender: '性别',
    sex: '性别',
    age: '年龄',
  },
  ...{
    birthday: '出生日期',
    birth_date: '出生日期',
    phone: '联系电话',
    mobile: '手机号码',
    tel: '联系电话',
    email: '电子邮箱',
  },
  ...{
    address: '地址',
    bank_card: '银行卡号',
    bank_account: '银行账号',
    company: '企业名称',
    company_name: '企业名称',
  },
  ...{
    create_time: '创建时间',
    created_at: '创建时间',
    update_time: '更新时间',
    updated_at: '更新时间',
    cjsj: '创建时间',
  },
  ...{ gxsj: '更新时间', year: '年份', month: '月份', date: '日期', amount: '金额', price: '价格', quantity: '数量' },
};

/**
 * The Chinese name of an item: what stands in the column's comment before its explanation (「状态：1 正常 2 注销」 →
 * 状态), else its name when that is Chinese or known, else the name as it is.
 */
export function itemName(column: string, comment: string): { name: string; note: string } {
  const said = comment.normalize('NFKC').trim();
  const head = said.split(/[:;,。:，；(（\s]/u)[0]?.trim() ?? '';
  const known = WORDS[column.trim().toLowerCase()];
  const isName = head !== '' && head.length <= 30 && /\p{sc=Han}/u.test(head);
  const name = isName ? head : (known ?? column.trim());
  return { name, note: said === name ? '' : said.slice(0, 500) };
}
