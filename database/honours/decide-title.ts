import type { EntityManager } from 'typeorm';
import {
  HOLDER_MOVES,
  HONOUR_STATES,
  type HolderDecision,
  type HonourState,
} from '../../domain/honours/kinds.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { titleStateBy } from '../../domain/vetoes/titles.js';
import { appendAudit, type Actor } from '../audit/audit-log.js';
import { recording } from '../processes/recording.js';
import { lockProcess } from '../steps/step.store.js';
import { titlesForUpdate } from '../vetoes/veto-decision.store.js';
import { changeHonour } from './honour.store.js';

interface Title {
  title: string;
  regionCode: string;
  state: HonourState;
  ended: boolean;
}

async function titleOf(manager: EntityManager, honourId: string): Promise<Title> {
  const [title]: Title[] = await manager.query(
    `select h.title, h.region_code as "regionCode", h.state, h.holder_kind = 'unit' and u.active_to is not null as ended
     from honour h join unit u on u.id = h.holder_unit_id where h.id = $1`,
    [honourId],
  );
  if (!title) throw new Refusal('NOT_FOUND');
  return title;
}

/** The process whose minutes or decision it is, of the title's own region and after it was named. @throws Refusal INVALID_FIELD */
async function decidedIn(
  manager: EntityManager,
  honourId: string,
  documentId: string,
): Promise<{ processId: string; number: string }> {
  const [row]: { processId: string; number: string }[] = await manager.query(
    `select d.process_id as "processId", d.number from document d join honour h on h.id = $1
     where d.id = $2 and d.state = 'issued' and d.kind in ('minutes', 'decision') and d.region_code = h.region_code
       and d.process_id <> h.process_id and not exists (select 1 from naming n where n.process_id = d.process_id)`,
    [honourId, documentId],
  );
  if (row) return row;
  const reason = '应是本地区印发的会议纪要或者决定，命名决定除外';
  throw new Refusal('INVALID_FIELD', { field: '作出决定的文件', reason }, 'documentId');
}

/**
 * A title whose unit is abolished is kept, frozen or revoked as a document decided; it never goes to a successor. What a veto took is for the
 * veto's own decisions to give back. On the record of the process that decided.
 *
 * @throws Refusal NOT_FOUND, HONOUR_UNIT_STANDS, HONOUR_VETOED, HONOUR_MOVE, INVALID_FIELD
 */
export async function decideTitle(
  manager: EntityManager,
  honourId: string,
  { decision, documentId, reason }: { decision: HolderDecision; documentId: string; reason: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  const { processId, number } = await decidedIn(manager, honourId, documentId);
  const process = await lockProcess(manager, processId);
  if (!process) throw new Refusal('NOT_FOUND');
  const [held] = await titlesForUpdate(manager, [honourId]);
  const { title, state, ended } = await titleOf(manager, honourId);
  if (!ended) throw new Refusal('HONOUR_UNIT_STANDS', { title });
  const { from, to } = HOLDER_MOVES[decision];
  if (titleStateBy(held?.decisions ?? [], 'held') !== 'held' && to !== 'revoked')
    throw new Refusal('HONOUR_VETOED', { title });
  if (!from.includes(state))
    throw new Refusal('HONOUR_MOVE', { title, state: HONOUR_STATES[state], to: HONOUR_STATES[to] });
  const context = recording({ manager, now, process, actor });
  await changeHonour(context, honourId, {
    ...{ state: to, reason: `${number}：${reason}`, decisionProcessId: processId },
    ...(decision === 'keep' ? { keeps: true } : {}),
  });
  await appendAudit(manager, now, [{ head: process.head, facts: context.facts }]);
}
