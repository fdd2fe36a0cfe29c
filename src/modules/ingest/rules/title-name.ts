/** What a title is about: 常住人口 of 分县（市、区）常住人口, 粮食产量 of 各市粮食产量情况表（续）. */
import type { RegionReader } from './region.ts';
import { regionHead } from './region-words.ts';
import { stripped } from './title-words.ts';

/** What a table is broken down by: 各市, 分行业, 11个设区市, 按登记注册类型分. */
const PART =
  '(?:省(?:份|、?自治区、?直辖市|区市|市区?)?|设区的?市|地级市|地市|市州|盟市|市县区?|市、县(?:\\(市?、?区\\))?|' +
  '县(?:\\(市、?区\\)|市区|区)?|市(?:\\(县(?:、?区)?\\)|\\(区、?县\\)|、县)?|区县|县|区|州|地区|地|大中城市|城市|' +
  '月份?|季度?|年(?:度|份)?|行业|产业|门类|性别|年龄组?|城乡|民族|(?:经济|登记注册|学校|机构|企业)?类[型别]|产品|品种|科目|项目|部门|级次)';
const COUNT = '(?:\\d+|[一二三四五六七八九十]+)个?';
const BEFORE = new RegExp(
  `^(?:全[国省市县]|[我本][省市县]|[省市县]内|历年|主要城市|主要|数据[-—_:]|(?:各|分|${COUNT})${PART}|按${PART}(?:和${PART})?分组?|[及和与、的])+`,
);
const AFTER = new RegExp(
  '(?:的?(?:基本|主要)?(?:完成|收支|运行|进展|办理|变动|执行|落实|生产|用|增减|变化|分类|构成)?情况(?:统计)?|进展|分类|分(?:税种|险种|行业|产业|市|县|地区|品种|类别|类型|项目|科目|部门|级次)|' +
    '及其?(?:增长速度|增速|构成|结构|增长|比重|增减|涨幅)(?:情况)?|及占\\S{1,6}比[重例]|主要数据|产销存?|[日旬周月季年快简]报|统计|一览|汇总|对比|比较|排名|排行|排序|进度|名次|通报)*' +
    '(?:表|表格)?(?:\\((?:续|续表|摘要|[一二三四五六七八九十\\d]+)\\))*(?:续表?\\d*)?$',
);

/** Words that name no measure, however they are joined: 主要经济指标, 月度数据, 续表. */
const GENERIC =
  /^(?:主要|经济|社会|国民|发展|运行|统计|指标|数据|情况|公报|月报|季报|年报|快报|简报|年度|月度|季度|年鉴|完成|进度|全部|全国|全省|分析|资料|汇总|一览|对比|排名|综合|基本|各项|续表?|摘要|附[件表]?|说明|调查|局|分省|及|和|与|表|sheet\d*|工作表\d*|table\d*|data|page\d*|\d|[()_-])+$/i;

/** The name a title gives, with its unit in brackets; empty when it is about nothing in particular. */
export function titleName(text: string, regions: RegionReader): string {
  const plain = stripped(text);
  const own = plain.slice(regionHead(plain, regions).length).replace(/\((?:计量)?单位:[^()]*\)/, '');
  const name = own.replace(BEFORE, '').replace(AFTER, '').replace(BEFORE, '').replace(/的$/, '');
  return name.length < 2 || GENERIC.test(name) ? '' : name;
}
