import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../kit/button.tsx';
import { Problem } from '../kit/problem.tsx';
import { problemOf } from '../problem.ts';

/** A page whose code did not come (a new version may have replaced it) or that broke. */
export function PageFailed({ error }: { readonly error: unknown }) {
  const say = useTexts(shellTexts);
  const { code } = problemOf(error);
  return (
    <div className="page-column">
      <Problem problem={{ code, title: say('page.failed'), detail: say('page.failed.help') }} />
      <Button onClick={() => location.reload()}>{say('page.reload')}</Button>
    </div>
  );
}
