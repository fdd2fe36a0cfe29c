import { defineErrors } from '#platform/errors.ts';

/** What the node refuses of its own keys. */
export const nodeErrors = defineErrors('exchange', {
  'node-no-key': [
    409,
    () => '本节点没有在有效期内的签名密钥，不能签名。请在“节点交换”页面轮换密钥，并请省级节点更新目录。',
  ],
});
