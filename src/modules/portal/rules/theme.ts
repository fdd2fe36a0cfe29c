/**
 * 开放主题 with the data theme of the EU's authority table that each falls under (DCAT-AP: dcat:theme). The Chinese
 * names are those that provincial portals share (《公共信息资源开放试点工作方案》, 2018).
 */
export const THEMES = {
  credit: ['信用服务', 'Credit', 'ECON'],
  health: ['医疗卫生', 'Health', 'HEAL'],
  employment: ['社保就业', 'Employment and social security', 'SOCI'],
  safety: ['公共安全', 'Public safety', 'JUST'],
  housing: ['城建住房', 'Urban construction and housing', 'REGI'],
  transport: ['交通运输', 'Transport', 'TRAN'],
  education: ['教育文化', 'Education and culture', 'EDUC'],
  science: ['科技创新', 'Science and innovation', 'TECH'],
  energy: ['资源能源', 'Resources and energy', 'ENER'],
  environment: ['生态环境', 'Environment', 'ENVI'],
  industry: ['工业农业', 'Industry and agriculture', 'AGRI'],
  commerce: ['商贸流通', 'Trade', 'ECON'],
  finance: ['财税金融', 'Finance and taxation', 'ECON'],
  production: ['安全生产', 'Work safety', 'JUST'],
  market: ['市场监管', 'Market regulation', 'GOVE'],
  relief: ['社会救助', 'Social relief', 'SOCI'],
  law: ['法律服务', 'Legal services', 'JUST'],
  living: ['生活服务', 'Everyday services', 'SOCI'],
  weather: ['气象服务', 'Weather', 'ENVI'],
  geography: ['地理空间', 'Geography', 'REGI'],
  bodies: ['机构团体', 'Organisations', 'GOVE'],
  statistics: ['统计数据', 'Statistics', 'ECON'],
  other: ['其他', 'Other', 'GOVE'],
} as const;

export type ThemeCode = keyof typeof THEMES;
export const THEME_CODES = Object.keys(THEMES).filter(isTheme);

export function isTheme(code: string): code is ThemeCode {
  return Object.hasOwn(THEMES, code);
}

/** The Chinese name of a theme; of an unknown one, its code. */
export function themeName(code: string): string {
  return isTheme(code) ? THEMES[code][0] : code;
}
