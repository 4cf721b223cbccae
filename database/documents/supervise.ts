import {
  supervisionColour,
  supervisionForm,
  type SupervisionColour,
} from '../../domain/documents/builders/supervision-form.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { refusePaused } from '../pauses/refuse-paused.js';
import { refuseClassified } from '../../domain/needs/classified-form.js';
import { deadlineText } from '../../domain/notices/notice.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import type { EntityManager } from 'typeorm';
import { appendAudit } from '../audit/audit-log.js';
import { recording } from '../processes/recording.js';
import { positionsOf } from '../organisation/position.repository.js';
import { officeOf, unitById } from '../organisation/unit.repository.js';
import { actorOf, beginAct, type Acting, type Signer } from '../steps/acting.js';
import { notify } from '../steps/notify.js';
import { issueDocument } from './issue-document.js';

const OFFICE_AND_LEADERS = ['officeDirector', 'officeDeputy', 'officeStaff', 'groupLeader', 'deputyLeader'];

export interface Supervision {
  requirement: string;
  replyBy: CivilDate | null;
}

export interface SupervisionIssued {
  documentId: string;
  number: string;
  colour: SupervisionColour;
}

/**
 * 督办单 about an open assignment, by the region's office or a leader of its group: a numbered document to the unit, and a notice to
 * whoever owes the work and to the unit's leader. One of each colour: a second of the same says nothing new.
 *
 * @throws Refusal NOT_FOUND, NOT_YOURS, ASSIGNMENT_NOT_OPEN, DATE_IN_PAST, SUPERVISION_ISSUED, NO_OFFICE, CLASSIFIED_CONTENT
 */
export async function supervise(
  manager: EntityManager,
  signer: Signer,
  assignmentId: string,
  { requirement, replyBy }: Supervision,
  now: Date,
): Promise<SupervisionIssued> {
  refuseClassified(requirement, 'requirement', '督办要求');
  if (replyBy && replyBy < civilDateOf(now))
    throw new Refusal('DATE_IN_PAST', { field: '反馈时限' }, 'replyBy');
  const acting = await beginAct(manager, assignmentId);
  const { process, step, assignment, blueprint } = acting;
  const position = signer.positions.find(
    ({ kind, regionCode }) => OFFICE_AND_LEADERS.includes(kind) && regionCode === process.regionCode,
  );
  if (!position) throw new Refusal('NOT_YOURS');
  if (assignment.status !== 'open' || process.state === 'ended') throw new Refusal('ASSIGNMENT_NOT_OPEN');
  await refusePaused(manager, process);
  const colour = await colourOf(manager, acting, now);
  await refuseSecond(manager, assignmentId, colour);
  const office = await officeOf(manager, process.regionCode);
  const unit = await unitById(manager, assignment.unitId);
  if (!office || !unit) throw new Refusal('NO_OFFICE');

  const content = supervisionForm({
    issuer: office.name,
    unit: unit.name,
    process: process.title,
    step: blueprint.label,
    ask: blueprint.ask,
    deadline: deadlineText(assignment.deadlineAt?.toISOString() ?? null) ?? '不设时限',
    overdue: assignment.deadlineAt !== null && now > assignment.deadlineAt,
    colour,
    requirement,
    replyBy,
    date: civilDateOf(now),
  });
  const context = recording({ manager, now, process, actor: actorOf(signer, position) });
  const { id, number } = await issueDocument(context, { content, main: [unit.id] });
  await manager.query(
    `insert into document_supervision (document_id, assignment_id, colour) values ($1, $2, $3)`,
    [id, assignmentId, colour],
  );
  const body = {
    step: step.key,
    round: step.round,
    assignmentId,
    unitId: unit.id,
    documentId: id,
    number,
    colour,
  };
  // What is asked is in the document, which others of the process may not read.
  context.record({ kind: 'supervised', body });
  await appendAudit(manager, now, [{ head: process.head, facts: context.facts }]);
  await tell(manager, acting, position.unitName, now);
  return { documentId: id, number, colour };
}

/** By the rungs that were fired for the deadline as it is now: a moved deadline begins again. */
async function colourOf(
  manager: EntityManager,
  { step, assignment }: Acting,
  now: Date,
): Promise<SupervisionColour> {
  const [row]: { rung: number | null }[] = await manager.query(
    `select max(substring(key from '^rung:(\\d+)$')::int) as rung from checkpoint
     where step_id = $1 and assignment_id in ($2, $1) and deadline_at = $3`,
    [step.id, assignment.id, assignment.deadlineAt],
  );
  return supervisionColour({ deadline: assignment.deadlineAt, rung: row?.rung ?? 0, now });
}

async function refuseSecond(
  manager: EntityManager,
  assignmentId: string,
  colour: SupervisionColour,
): Promise<void> {
  const [there]: { number: string }[] = await manager.query(
    `select d.number from document_supervision s join document d on d.id = s.document_id
     where s.assignment_id = $1 and s.colour = $2 and d.state = 'issued' limit 1`,
    [assignmentId, colour],
  );
  if (there) throw new Refusal('SUPERVISION_ISSUED', { number: there.number });
}

async function tell(
  manager: EntityManager,
  { process, step, assignment }: Acting,
  by: string,
  now: Date,
): Promise<void> {
  const leaders = await positionsOf(manager, assignment.unitId, ['unitLeader'], civilDateOf(now));
  await notify(manager, now, [
    {
      kind: 'supervised',
      process,
      stepKey: step.key,
      stepId: step.id,
      assignmentId: assignment.id,
      positionIds: [...new Set([assignment.positionId, ...leaders.map(({ positionId }) => positionId)])],
      deadline: assignment.deadlineAt,
      about: by,
    },
  ]);
}
