import { defineErrors } from '#platform/errors.ts';

export const catalogueErrors = defineErrors('catalogue', {
  'no-such-resource': [404, () => '没有这个信息资源，或它还没有数据。'],
  'too-many-items': [
    422,
    (p: { title: string; limit: number }) => `“${p.title}”的信息项超过 ${p.limit} 个，请拆成几个资源。`,
  ],
});
