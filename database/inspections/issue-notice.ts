import { Refusal } from '../../domain/errors/refusal.js';
import { inspectionNotice } from '../../domain/inspection/documents.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { changeInspection, inspectionOf } from './inspection.store.js';
import { present, targetsOf, teamsOf } from './target.store.js';

/**
 * Approved: every target gets the notice with its number. A plan that lay so long that its days are over goes back instead: nobody can
 * hand in until yesterday. @throws Refusal INVALID_FIELD, NO_OFFICE, DOCUMENT_RULE
 */
export async function issueNotice(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const today = civilDateOf(now);
  const plan = await inspectionOf(manager, process.id);
  if (plan.materialDueDate < today || plan.toDate < today)
    throw new Refusal(
      'INVALID_FIELD',
      { field: '处理意见', reason: '方案里的日期已经过了，请退回修改' },
      'decision',
    );
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const targets = present(await targetsOf(manager, process.id, today));
  const teams = await teamsOf(manager, process.id, today);
  const main = targets.map(({ unitId }) => unitId);
  const content = inspectionNotice(
    {
      ...plan,
      title: process.title,
      teams: teams.map(({ seq, name, leader, members }) => ({
        ...{ name, leader, members },
        visits: targets
          .filter(({ team, method }) => team === seq && method === 'visit')
          .map((target) => target.name),
      })),
    },
    {
      issuer: office.name,
      recipients: await addresseesOf(manager, process.regionCode, { unitIds: main }, today),
      copies: [],
      date: today,
    },
  );
  const { id } = await issueDocument(context, { content, main });
  await changeInspection(manager, process.id, { noticeId: id });
}
