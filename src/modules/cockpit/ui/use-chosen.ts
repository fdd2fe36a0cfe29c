import { useSearchParams } from 'react-router';

/** A choice of the page that stands in its address under a name of its own; null when none of the values is there. */
export function useChosen<V extends string>(name: string, values: readonly V[]): [V | null, (value: V | null) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get(name);
  const choose = (value: V | null) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { preventScrollReset: true },
    );
  return [values.find((value) => value === asked) ?? null, choose];
}
