/** 甲（乙代): who is asked, and who signed for him. */
export function signedBy({ by, actingFor }: { by: string | null; actingFor?: string | null }): string {
  if (!by) return '';
  return actingFor ? `${actingFor}（${by}代）` : by;
}

/** Whoever holds a position; nobody is worth saying too. */
export const holdersInWords = (people: readonly string[]): string => people.join('、') || '暂无人任职';

/** 等了 3 天; the first day reads 今天起. */
export const waitedInWords = (days: number): string => (days < 1 ? '今天起' : `已等 ${days} 天`);
