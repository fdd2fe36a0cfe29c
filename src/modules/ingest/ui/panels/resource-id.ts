import { Type } from 'typebox';
import { Check } from 'typebox/value';

/** What a panel about a resource needs to know of the page it stands on. */
const Data = Type.Object({ resource: Type.Object({ id: Type.String() }) });

/** The id of the resource that a panel stands for; null when the page has none. */
export function resourceIdOf(data: unknown): string | null {
  return Check(Data, data) ? data.resource.id : null;
}
