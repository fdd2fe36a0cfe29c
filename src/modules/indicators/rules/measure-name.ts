/** What the header of a measure says: the name proper, a unit in parentheses, and whether it is a growth rate. */
import { readUnit } from '#platform/unit.ts';

export interface MeasureName {
  /** Without unit, basis words and growth words; letters lower-case. */
  core: string;
  /** The unit in the last parentheses, as written. */
  unit: string | null;
  /** 增速, 同比增长: the column holds growth on the year; 环比: on the period before. */
  growth: 'yoy' | 'mom' | null;
  /** The column holds another figure than the indicator's own: 上年同期, 位次, 计划. */
  isOther: boolean;
}

const OTHER = /(?<![比较])[上去]年同期(?!=)|同期数|位次|排名|名次|年度目标|年度计划|计划数|目标值/;
const MOM = /环比(增速|增长率|增长|±%)?|比上月(增长)?|比上季(增长)?/;
const YOY =
  /(比|较)(上年|去年)(同期)?(增长|增减)(率|速度)?|同比(增速|增长率|增长|增减|±%?)?|增速|增长(率|速度)|增幅|增长$/;
const BASIS = /本年|本月止|本期|本月|当月|当期|当季|累计(值|数|完成)?|年末|期末|月末|季末|(?<=.)实际完成|其中:/g;

/** Reads the header of a measure. */
export function readMeasureName(text: string): MeasureName {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"“”'、,]/g, '');
  const { name, unit } = splitUnit(plain);
  const growth = MOM.test(name) ? 'mom' : YOY.test(name) ? 'yoy' : null;
  const core = name.replace(MOM, '').replace(YOY, '').replace(BASIS, '').replace(/\(\)/g, '');
  return { core: core || name, unit, growth, isOther: OTHER.test(plain) };
}

/** Parentheses that hold a unit are taken off; others (不含农户) belong to the name. */
function splitUnit(plain: string): { name: string; unit: string | null } {
  const match = /^(.+?)[([]([^()[\]]+)[)\]]$/.exec(plain);
  const [, name = plain, inside = ''] = match ?? [];
  return match && readUnit(inside) ? { name, unit: inside } : { name: plain, unit: null };
}
