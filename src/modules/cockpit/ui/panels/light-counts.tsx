import type { DepartmentState } from '#contract/cockpit';
import { Light } from '#web/kit/light.tsx';
import { useSpeech } from '../words.ts';

/** How many figures of a department stand at red, yellow and green, and how many are late. Zeros are not shown. */
export function LightCounts({ department }: { readonly department: DepartmentState }) {
  const { say } = useSpeech();
  const { red, yellow, green, none, late } = department;
  return (
    <span className="light-counts">
      {red > 0 && <Light kind="red" word={String(red)} />}
      {yellow > 0 && <Light kind="amber" word={String(yellow)} />}
      {green > 0 && <Light kind="green" word={String(green)} />}
      {none > 0 && <Light kind="gray" word={String(none)} />}
      {late > 0 && <span className="late-count">{say('fresh.late', { count: late })}</span>}
    </span>
  );
}
