/** Units that published tables use most, offered while typing; any other known unit may be written. */
export const COMMON_UNITS: readonly string[] =
  '亿元 万元 元 % 百分点 万人 人 户 个 吨 万吨 亿千瓦时 万千瓦时 公顷 亩 km² 万㎡ m³ 件 起 辆 上年同月=100 上年=100'.split(
    ' ',
  );
