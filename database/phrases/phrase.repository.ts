import type { EntityManager } from 'typeorm';

/** Whose a phrase is: somebody's own, or a region's. */
export type PhraseKeeper = { personId: string } | { regionCode: string };

export interface PhraseRow {
  id: string;
  personId: string | null;
  regionCode: string | null;
  text: string;
  createdAt: Date;
}

export interface UsedPhraseRow extends PhraseRow {
  /** In how many of the asker's latest opinions it stands. */
  uses: number;
}

const PHRASE = `f.id, f.person_id as "personId", f.region_code as "regionCode", f.text, f.created_at as "createdAt"`;
/** Opinions of this many of one's last decisions say what one uses. */
const LATEST = 500;

/**
 * One's own phrases and those of the regions, what one writes most often first, then the newest. Use is read from the opinions people
 * gave: nobody has to report it.
 */
export function phrasesFor(
  manager: EntityManager,
  personId: string,
  regionCodes: readonly string[],
): Promise<UsedPhraseRow[]> {
  return manager.query(
    `select ${PHRASE}, (select count(*)::int from (
         select a.opinion from assignment a where a.decided_by = $1 and a.opinion is not null order by a.decided_at desc limit ${LATEST}
       ) said where strpos(said.opinion, f.text) > 0) as uses
     from phrase f where f.person_id = $1 or f.region_code = any($2)
     order by uses desc, f.created_at desc, f.id desc`,
    [personId, regionCodes],
  );
}

/** Holds who keeps the phrases, so that two who add one at the same instant count each other's. */
export async function lockKeeper(manager: EntityManager, keeper: PhraseKeeper): Promise<boolean> {
  const rows: unknown[] =
    'personId' in keeper
      ? await manager.query(`select 1 from person where id = $1 for no key update`, [keeper.personId])
      : await manager.query(`select 1 from region where code = $1 for no key update`, [keeper.regionCode]);
  return rows.length > 0;
}

/** All phrases of one keeper. */
export function phrasesOf(manager: EntityManager, keeper: PhraseKeeper): Promise<PhraseRow[]> {
  return 'personId' in keeper
    ? manager.query(`select ${PHRASE} from phrase f where f.person_id = $1`, [keeper.personId])
    : manager.query(`select ${PHRASE} from phrase f where f.region_code = $1`, [keeper.regionCode]);
}

export async function phraseById(manager: EntityManager, id: string): Promise<PhraseRow | null> {
  const [row]: PhraseRow[] = await manager.query(`select ${PHRASE} from phrase f where f.id = $1`, [id]);
  return row ?? null;
}

export async function addPhrase(
  manager: EntityManager,
  { id, keeper, text, createdBy }: { id: string; keeper: PhraseKeeper; text: string; createdBy: string },
  now: Date,
): Promise<void> {
  const personId = 'personId' in keeper ? keeper.personId : null;
  const regionCode = 'regionCode' in keeper ? keeper.regionCode : null;
  await manager.query(
    `insert into phrase (id, person_id, region_code, text, created_by, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, personId, regionCode, text, createdBy, now],
  );
}

export async function removePhrase(manager: EntityManager, id: string): Promise<void> {
  await manager.query(`delete from phrase where id = $1`, [id]);
}
