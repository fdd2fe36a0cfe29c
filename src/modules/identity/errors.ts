import { defineErrors } from '#platform/errors.ts';

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });

/** What identity refuses, and how it says so. */
export const identityErrors = defineErrors('identity', {
  'bad-credentials': [401, () => '账号或密码不正确。'],
  'totp-required': [401, () => '请输入动态验证码。'],
  'bad-totp': [401, () => '动态验证码不正确，或已经用过。请等待下一个验证码再试。'],
  locked: [
    403,
    (p: { until: string }) =>
      `连续多次登录失败，账号已锁定至 ${CLOCK.format(new Date(p.until))}。请届时再试，或请安全管理员解锁。`,
  ],
  disabled: [403, () => '账号已停用，请联系系统管理员。'],
  'password-expired': [
    403,
    (p: { hours: number }) => `一次性密码须在 ${p.hours} 小时内使用，现已过期。请系统管理员重新重置。`,
  ],
  'too-many-attempts': [429, (p: { seconds: number }) => `尝试过于频繁，请 ${p.seconds} 秒后再试。`],
  'bad-password': [422, (p: { detail: string }) => `密码不合要求：${p.detail}`],
  'wrong-password': [403, () => '当前密码不正确。'],
  'username-taken': [409, (p: { username: string }) => `用户名“${p.username}”已被使用。`],
  'unknown-unit': [422, (p: { code: string }) => `没有代码为 ${p.code} 的单位，或该单位已撤销。`],
  'unknown-region': [422, (p: { code: string }) => `没有代码为 ${p.code} 的行政区划。`],
  'unknown-department': [422, (p: { code: string }) => `没有代码为 ${p.code} 的部门。`],
  'unknown-role': [422, (p: { role: string }) => `没有“${p.role}”这个角色。`],
  'self-grant': [403, () => '不能给自己授予或撤销角色。'],
  'self-change': [403, () => '不能停用自己的账号，也不能重置自己的密码。'],
  'duty-conflict': [409, (p: { reasons: readonly string[] }) => `不相容的职责：${p.reasons.join('；')}。`],
  'last-keeper': [
    409,
    (p: { role: string }) => `这是最后一名${p.role}，停用或撤销后将无人履职。请先授权另一名${p.role}。`,
  ],
  'keeper-protected': [
    403,
    () => '安全管理员和审计员的密码不能由系统管理员重置。请在服务器上用 yiping create-admin 命令恢复。',
  ],
  'keepers-missing': [
    409,
    (p: { roles: readonly string[] }) =>
      `移除演示数据后将没有${p.roles.join('、')}可用。请先在服务器上运行 yiping create-admin 建立三员账号。`,
  ],
  'keepers-exist': [409, () => '三员账号已经齐备，没有新建账号。'],
  'totp-not-begun': [409, () => '请先获取密钥，再用验证码确认。'],
  'totp-demanded': [403, () => '您的岗位必须使用双因素认证，不能关闭。'],
  'no-demo': [409, () => '系统中没有演示数据。'],
});
