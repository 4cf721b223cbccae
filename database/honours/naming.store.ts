import type { EntityManager } from 'typeorm';
import type { Award } from '../../domain/honours/naming.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';

export interface NamingRow {
  processId: string;
  regionCode: string;
  basis: string;
  conditions: string;
  awards: Award[];
  /** Whether those who are asked recommend or apply; else the office named the candidates. */
  byRecommendation: boolean;
  recommenderUnitIds: string[];
  regionCodes: string[];
  recommendDate: CivilDate | null;
  periodFromDate: CivilDate;
  publicNoticeDays: number;
  validUntil: CivilDate | null;
  noticeDocumentId: string | null;
  noticeFrom: CivilDate | null;
  noticeUntil: CivilDate | null;
  namingDocumentId: string | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const NAMING = `n.process_id as "processId", n.region_code as "regionCode", n.basis, n.conditions, n.awards,
  n.by_recommendation as "byRecommendation", n.recommender_unit_ids as "recommenderUnitIds", n.region_codes as "regionCodes",
  n.recommend_date::text as "recommendDate", n.period_from_date::text as "periodFromDate", n.public_notice_days as "publicNoticeDays",
  n.valid_until::text as "validUntil", n.notice_document_id as "noticeDocumentId", n.notice_from::text as "noticeFrom",
  n.notice_until::text as "noticeUntil", n.naming_document_id as "namingDocumentId"`;

export async function findNaming(manager: EntityManager, processId: string): Promise<NamingRow | null> {
  const [row]: NamingRow[] = await manager.query(`select ${NAMING} from naming n where n.process_id = $1`, [
    processId,
  ]);
  return row ?? null;
}

/** The round of a process. The process's lock is its lock. */
export async function namingOf(manager: EntityManager, processId: string): Promise<NamingRow> {
  const row = await findNaming(manager, processId);
  if (!row) throw new Error(`no naming ${processId}`);
  return row;
}

export type NewNaming = Omit<
  NamingRow,
  'noticeDocumentId' | 'noticeFrom' | 'noticeUntil' | 'namingDocumentId'
>;

export async function insertNaming(manager: EntityManager, row: NewNaming): Promise<void> {
  await manager.query(
    `insert into naming (process_id, region_code, basis, conditions, awards, by_recommendation, recommender_unit_ids, region_codes,
       recommend_date, period_from_date, public_notice_days, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.processId,
      row.regionCode,
      row.basis,
      row.conditions,
      JSON.stringify(row.awards),
      row.byRecommendation,
      row.recommenderUnitIds,
      row.regionCodes,
      row.recommendDate,
      row.periodFromDate,
      row.publicNoticeDays,
      row.validUntil,
    ],
  );
}

type Change = Partial<
  Pick<
    NamingRow,
    | 'noticeDocumentId'
    | 'noticeFrom'
    | 'noticeUntil'
    | 'namingDocumentId'
    | 'recommendDate'
    | 'recommenderUnitIds'
    | 'regionCodes'
  >
>;

export const changeNaming = rowChange<Change>('naming', 'process_id', {
  noticeDocumentId: 'notice_document_id',
  noticeFrom: 'notice_from',
  noticeUntil: 'notice_until',
  namingDocumentId: 'naming_document_id',
  recommendDate: 'recommend_date',
  recommenderUnitIds: 'recommender_unit_ids',
  regionCodes: 'region_codes',
});
