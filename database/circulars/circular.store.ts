import type { EntityManager } from 'typeorm';
import type { SourceDocument } from '../../domain/circulars/compose.js';
import type { CircularPresentedForm, OpinionForm } from '../../domain/circulars/forms.js';
import type { CircularKind, TypicalKind } from '../../domain/circulars/kinds.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { rowChange } from '../change-row.js';

export interface CircularRow {
  processId: string;
  regionCode: string;
  circularKind: CircularKind;
  typicalKind: TypicalKind | null;
  source: SourceDocument | null;
  receivedDate: CivilDate | null;
  acceptedNumber: string | null;
  body: string | null;
  opinions: OpinionForm[];
  recipientUnitIds: string[];
  copyUnitIds: string[];
  regionCodes: string[];
  receiptDate: CivilDate | null;
  cutOffAt: Date | null;
  presented: CircularPresentedForm | null;
  documentId: string | null;
}

/** Dates as text: the driver would make instants of them, in the host's zone. */
const CIRCULAR = `c.process_id as "processId", c.region_code as "regionCode", c.circular_kind as "circularKind", c.typical_kind as "typicalKind",
  c.source, c.received_date::text as "receivedDate", c.accepted_number as "acceptedNumber", c.body, c.opinions,
  c.recipient_unit_ids as "recipientUnitIds", c.copy_unit_ids as "copyUnitIds", c.region_codes as "regionCodes",
  c.receipt_date::text as "receiptDate", c.cut_off_at as "cutOffAt", c.presented, c.document_id as "documentId"`;

export async function findCircular(manager: EntityManager, processId: string): Promise<CircularRow | null> {
  const [row]: CircularRow[] = await manager.query(
    `select ${CIRCULAR} from circular c where c.process_id = $1`,
    [processId],
  );
  return row ?? null;
}

export async function circularOf(manager: EntityManager, processId: string): Promise<CircularRow> {
  const row = await findCircular(manager, processId);
  if (!row) throw new Error(`no circular ${processId}`);
  return row;
}

export type NewCircular = Pick<CircularRow, 'processId' | 'regionCode' | 'circularKind'> &
  Partial<Pick<CircularRow, 'typicalKind' | 'source'>>;

export async function insertCircular(manager: EntityManager, row: NewCircular): Promise<void> {
  await manager.query(
    `insert into circular (process_id, region_code, circular_kind, typical_kind, source) values ($1, $2, $3, $4, $5)`,
    [
      row.processId,
      row.regionCode,
      row.circularKind,
      row.typicalKind ?? null,
      row.source ? JSON.stringify(row.source) : null,
    ],
  );
}

export type CircularChange = Partial<
  Omit<CircularRow, 'processId' | 'regionCode' | 'circularKind' | 'typicalKind'>
>;

export const changeCircular = rowChange<CircularChange>(
  'circular',
  'process_id',
  {
    source: 'source',
    receivedDate: 'received_date',
    acceptedNumber: 'accepted_number',
    body: 'body',
    opinions: 'opinions',
    recipientUnitIds: 'recipient_unit_ids',
    copyUnitIds: 'copy_unit_ids',
    regionCodes: 'region_codes',
    receiptDate: 'receipt_date',
    cutOffAt: 'cut_off_at',
    presented: 'presented',
    documentId: 'document_id',
  },
  ['source', 'opinions', 'presented'],
);

/** Units by id, in the order of their names. */
export function namesOf(
  manager: EntityManager,
  ids: readonly string[],
): Promise<{ id: string; name: string; shortName: string; kind: string }[]> {
  return manager.query(
    `select id, name, short_name as "shortName", kind from unit where id = any($1::uuid[])
     order by array_position(array['member', 'township', 'military'], kind), name, id`,
    [ids],
  );
}
