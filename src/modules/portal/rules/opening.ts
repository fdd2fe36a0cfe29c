/** What the catalogue says of a resource, as far as opening goes. */
export interface OpenableResource {
  readonly stage: string;
  readonly opening_type: string;
  readonly is_secret: boolean;
  readonly grade: string;
}

/** What the catalogue says of an item, as far as opening goes. */
export interface OpenableItem {
  readonly opening_type: string;
  readonly grade: string;
  readonly personal: string;
  readonly identifier: string;
}

/** Why nothing of a resource may be opened; null: it may. Sharing attributes play no part (公共数据开放 is its own decision). */
export function whyClosed(resource: OpenableResource): string | null {
  if (resource.is_secret) return '资源涉密';
  if (resource.grade === 'core') return '资源属于核心数据（GB/T 43697）';
  if (resource.opening_type === 'none') return '开放属性为不予开放';
  if (resource.stage !== 'published') return '资源目录尚未发布';
  return null;
}

/** Whether an item may leave to everybody. Direct identifiers and personal data never do, whatever its opening type. */
export function isOpenItem(item: OpenableItem): boolean {
  return item.opening_type === 'free' && isHarmless(item);
}

/** Whether an item may be looked at in a sandbox: what is open, and what opens under conditions. */
export function isSandboxItem(item: OpenableItem): boolean {
  return item.opening_type !== 'none' && isHarmless(item);
}

function isHarmless({ grade, personal, identifier }: OpenableItem): boolean {
  return grade !== 'core' && personal === 'none' && identifier !== 'direct';
}
