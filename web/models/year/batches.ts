interface Counts {
  waiting: number;
  launched: number;
  already: number;
  refused: number;
}

export const BATCH_STATES: Record<
  keyof Counts,
  { label: string; type: 'info' | 'success' | 'primary' | 'danger' }
> = {
  waiting: { label: '等待', type: 'info' },
  launched: { label: '已启动', type: 'success' },
  already: { label: '此前已启动', type: 'primary' },
  refused: { label: '未启动', type: 'danger' },
};

const total = (counts: Counts): number =>
  Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);

/** Share of the regions that are settled, in percent. */
export function settledPercent(counts: Counts): number {
  const all = total(counts);
  return all === 0 ? 100 : Math.round(((all - counts.waiting) / all) * 100);
}

/** 129 个地区：已启动 120，未启动 9. */
export function batchInWords(counts: Counts): string {
  const parts = (Object.keys(BATCH_STATES) as (keyof Counts)[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${BATCH_STATES[state].label} ${counts[state]}`);
  return `${total(counts)} 个地区：${parts.join('，')}`;
}
