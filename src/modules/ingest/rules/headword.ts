/** The words by which headers of published tables say what a column holds. */
import { chinesePart, squeeze } from './label.ts';

export type HeadKind =
  | 'region'
  | 'regionCode'
  | 'year'
  | 'quarter'
  | 'month'
  | 'day'
  | 'hour'
  | 'time'
  | 'measureName'
  | 'unit'
  | 'value'
  | 'cumulative'
  | 'current'
  | 'yearAgo'
  | 'previous'
  | 'rank'
  | 'note'
  | 'index'
  | 'coordinate'
  | 'entity';

const WORDS: Readonly<Record<HeadKind, string>> = {
  region:
    '地区 地别 市别 地市别 县别 地区名称 地区名 省 省份 省市 省区市 市 地市 市州 设区市 城市 城市名称 各市 县 区县 县区 县市区 县(市区) 市县 区域 行政区划 行政区 行政区划名称 区划 区划名称 所属地区 所属市 所在市 所在县 国家 国家(地区) 国家名称 国别 国别(地区) country region province city county district area division regionname areaname cityname provincename countyname',
  regionCode:
    '行政区划代码 行政区代码 区划代码 区划码 地区代码 区划编码 行政区划编码 地区编码 adcode regioncode areacode citycode districtcode divisioncode xzqh xzqhdm 省代码 市代码 县代码',
  year: '年 年份 年度 year',
  quarter: '季 季度 quarter',
  month: '月 月份 month',
  day: '日 day',
  hour: '时 小时 hour',
  time: '时间 日期 期别 期间 报告期 统计期 统计时间 数据时间 数据日期 年月 统计年月 统计日期 监测时间 采集时间 所属期 数据年月 统计年度 时期 期数 数据期 date time period datetime timestamp statdate stattime statmonth statperiod reportdate reportperiod periodname datadate',
  measureName:
    '指标 指标名称 指标名 统计指标 项目 项 类别 名称 预算科目 科目 科目名称 产品 产品名称 品种 品名 商品 商品名称 indicator item indicatorname indexname itemname metric metricname measure',
  unit: '单位 计量单位 计算单位 度量单位 数据单位 unit units unitname indexunit indicatorunit',
  value:
    '数值 值 指标值 数据 数据值 绝对量 绝对值 绝对数 总量 总额 数量 金额 实绩 完成额 完成数 完成值 实际完成 本期 本期数 本年 本年数 完成 完成情况 实际 执行 执行数 年末数 期末数 全年数 年末 期末 合计 总计 小计 计 绝对额 收入额 支出额 value amount obsvalue indexvalue indicatorvalue datavalue metricvalue val',
  cumulative:
    '累计 累计值 累计数 本年累计 自年初累计 年初至今累计 本月止累计 1-本月累计 1-本月 累计完成 累计实际 累计执行 累计执行数 累计完成数 累计完成额 本年累计数 本年累计完成 期末累计 月末累计 1至当月累计 1至当月 1至本月累计 1至本月 1-当月累计 1-当月 1—当月 1—当月累计 1—本月 1—本月累计',
  current: '当月 本月 本月完成 当月完成 本月实际 当期 当季 本季 当月值 本月数 当期值 本季度 当日 本日',
  yearAgo:
    '上年同期 去年同期 上年同期数 上年同期值 上年同期累计 去年同期累计 上年同月 去年同月 同期 同期数 同期值 上年 上年数',
  previous: '上月 上月数 上月值 上期 上期数 上期值 上季 上季度 上月末 上期末 上季末',
  rank: '位次 排名 排位 名次 排序 位次变化 全省位次 全省排名 全国位次 全国排名 增速排名 增速位次 总量位次 总量排名 rank',
  note: '备注 说明 注 注释 附注 remark remarks note notes comment',
  index: '序号 编号 行号 行次 序 no no. id 代码 indexcode indicatorcode itemcode #',
  coordinate: '经度 纬度 lon lat lng longitude latitude x y 坐标 经纬度 高程 海拔',
  entity:
    '站点 站点名称 站名 点位 点位名称 监测点 监测点名称 断面 断面名称 企业 企业名称 单位名称 机构 机构名称 部门 行业 行业名称 产业 类型 分类 性别 城乡 年龄组 station site sensor device deviceid stationid',
};

const KINDS: ReadonlyMap<string, HeadKind> = new Map(
  Object.keys(WORDS)
    .filter((kind): kind is HeadKind => kind in WORDS)
    .flatMap((kind) => WORDS[kind].split(' ').map((word): [string, HeadKind] => [word, kind])),
);

/** What a header says its column holds; null when it is a name of its own (a measure, or anything). */
export function headKind(header: string): HeadKind | null {
  const plain = chinesePart(squeeze(header)).toLowerCase().replace(/[\s_]/g, '');
  return (
    KINDS.get(plain) ??
    KINDS.get(plain.replace(/[([][^()[\]]*[)\]]$/, '')) ??
    KINDS.get(plain.replace(/^[(](.*)[)]$/, '$1')) ??
    kindOfEnding(plain)
  );
}

/** 收入项目, 主要指标 name indicators; 学校类别, 经营主体类型 tell rows apart. */
function kindOfEnding(plain: string): HeadKind | null {
  if (/^.{0,4}(?:收入|支出|收支|主要|经济|统计)(?:项目|指标)(?:名称)?$/.test(plain)) return 'measureName';
  if (/^.{2,8}(?:排名|位次|名次)$/.test(plain)) return 'rank';
  return /^.{2,6}(?:类别|类型|分组|分类)$/.test(plain) ? 'entity' : null;
}
