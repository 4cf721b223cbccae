import type { EntityManager } from 'typeorm';
import type { VetoItem } from '../../domain/evaluation/veto-items.js';
import type { Subject } from '../../domain/organisation/subject.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { VetoState } from '../../domain/vetoes/states.js';
import { rowChange } from '../change-row.js';

export interface VetoEventRow {
  id: string;
  regionCode: string;
  subject: Subject;
  item: VetoItem;
  happenedOn: CivilDate;
  account: string;
  sourceId: string | null;
  quarter: number | null;
  reportedByUnitId: string | null;
  reportedByPersonId: string | null;
  openedAt: Date;
  state: VetoState;
  findings: string | null;
  view: string | null;
  heard: 'stated' | 'silent' | null;
  proposal: string | null;
  confirmedAt: Date | null;
  reconsiderOn: CivilDate | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
}

/** Columns of a veto event `v`. */
export const VETO_EVENT = `v.id, v.region_code as "regionCode",
  jsonb_build_object('kind', v.subject_kind, 'regionCode', v.subject_region_code, 'unitId', v.subject_unit_id) as subject, v.item,
  v.happened_on::text as "happenedOn", v.account, v.source_id as "sourceId", v.quarter, v.reported_by_unit_id as "reportedByUnitId",
  v.reported_by_person_id as "reportedByPersonId",
  v.opened_at as "openedAt", v.state, v.findings, v.view, v.heard, v.proposal, v.confirmed_at as "confirmedAt",
  v.reconsider_on::text as "reconsiderOn", v.withdrawn_at as "withdrawnAt", v.withdrawn_reason as "withdrawnReason"`;

/** The event of a process. The process's lock is the event's lock. */
export async function vetoEventOf(manager: EntityManager, id: string): Promise<VetoEventRow> {
  const [row]: VetoEventRow[] = await manager.query(
    `select ${VETO_EVENT} from veto_event v where v.id = $1`,
    [id],
  );
  if (!row) throw new Error(`no veto event ${id}`);
  return row;
}

export type NewVetoEvent = Pick<
  VetoEventRow,
  'id' | 'regionCode' | 'subject' | 'item' | 'happenedOn' | 'account'
> &
  Partial<Pick<VetoEventRow, 'sourceId' | 'quarter' | 'reportedByUnitId' | 'reportedByPersonId'>>;

/** Restricted from its first moment on: an accusation is nobody's business above, and none of the other units'. */
export async function insertVetoEvent(manager: EntityManager, event: NewVetoEvent, now: Date): Promise<void> {
  const { subject } = event;
  await manager.query(
    `insert into veto_event (id, region_code, subject_kind, subject_region_code, subject_unit_id, item, happened_on, account, source_id,
       quarter, reported_by_unit_id, reported_by_person_id, opened_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'verifying')`,
    [
      event.id,
      event.regionCode,
      subject.kind,
      subject.regionCode,
      subject.unitId,
      event.item,
      event.happenedOn,
      event.account,
      event.sourceId ?? null,
      event.quarter ?? null,
      event.reportedByUnitId ?? null,
      event.reportedByPersonId ?? null,
      now,
    ],
  );
  await manager.query(`update process set restricted = true where id = $1`, [event.id]);
}

type Change = Partial<
  Pick<
    VetoEventRow,
    | 'state'
    | 'findings'
    | 'view'
    | 'heard'
    | 'proposal'
    | 'confirmedAt'
    | 'reconsiderOn'
    | 'withdrawnAt'
    | 'withdrawnReason'
  >
>;

export const changeVetoEvent = rowChange<Change>('veto_event', 'id', {
  state: 'state',
  findings: 'findings',
  view: 'view',
  heard: 'heard',
  proposal: 'proposal',
  confirmedAt: 'confirmed_at',
  reconsiderOn: 'reconsider_on',
  withdrawnAt: 'withdrawn_at',
  withdrawnReason: 'withdrawn_reason',
});
