import type { EntityManager } from 'typeorm';

/** The campaign of the upper region that started this one for its county; null for one that stands alone. */
export async function campaignAbove(manager: EntityManager, campaignId: string): Promise<string | null> {
  const [row]: { id: string }[] = await manager.query(
    `select above.process_id as id from process p join campaign above on above.process_id = p.parent_id where p.id = $1`,
    [campaignId],
  );
  return row?.id ?? null;
}
