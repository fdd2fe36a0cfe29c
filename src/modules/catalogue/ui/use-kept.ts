import { useState } from 'react';

/** The last value there was: the rows shown stay while the next ones are on their way. */
export function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}
