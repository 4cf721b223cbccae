import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { composeDecision, composeReconsideration } from '../../domain/vetoes/documents.js';
import { TITLE_DECISIONS } from '../../domain/vetoes/titles.js';
import { honoursHeldBy, lockHolders } from '../honours/honour.store.js';
import type { EffectContext } from '../processes/effects.js';
import { issueToSubject } from './issue-decision.js';
import { settleTitles } from './settle-titles.js';
import { subjectName } from './subject-name.js';
import { decideProposed, decisionsOf, type TitleDecisionRow } from './veto-decision.store.js';
import { changeVetoEvent, vetoEventOf } from './veto-event.store.js';

/**
 * The event counts from now on: its titles become what was decided, and the decision goes to its subject with a number; all in the
 * transaction of the sign-off.
 *
 * @throws Refusal VETO_TITLES_MOVED, NO_OFFICE
 */
export async function confirmEvent(context: EffectContext): Promise<void> {
  const { manager, now, process, record } = context;
  const event = await vetoEventOf(manager, process.id);
  const { subject, item, happenedOn } = event;
  // Before anything is looked at: whoever names this subject right now either sees the veto, or is seen here.
  await lockHolders(manager, [subject]);
  const proposed = await proposedNow(context);
  await refuseMoved(context, proposed);
  const reconsiderOn = dayOf(proposed);
  await changeVetoEvent(manager, process.id, { state: 'confirmed', confirmedAt: now, reconsiderOn });
  await decideProposed(manager, process.id, process.id, now);
  const name = await subjectName(manager, subject);
  record({ kind: 'vetoConfirmed', body: { subject: name, item, happenedOn } });
  const { number } = await issueToSubject(context, subject, (to) =>
    composeDecision(to, {
      ...{ subject: name, item, happenedOn, titles: proposed, reconsiderOn },
      findings: event.findings ?? '',
      view: event.view,
      proposal: event.proposal ?? '',
    }),
  );
  await putIntoForce(context, proposed, number);
}

/** What was frozen is lifted, revoked or frozen for longer. @throws Refusal NO_OFFICE */
export async function settleReconsideration(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const { subject } = await vetoEventOf(manager, process.id);
  const proposed = await proposedNow(context);
  const reconsiderOn = dayOf(proposed);
  await changeVetoEvent(manager, process.id, { reconsiderOn });
  await decideProposed(manager, process.id, process.id, now);
  const name = await subjectName(manager, subject);
  const { number } = await issueToSubject(context, subject, (to) =>
    composeReconsideration(to, { subject: name, titles: proposed, reconsiderOn }),
  );
  await putIntoForce(context, proposed, number);
}

async function proposedNow({ manager, process }: EffectContext): Promise<TitleDecisionRow[]> {
  return (await decisionsOf(manager, process.id)).filter(({ decidedAt }) => decidedAt === null);
}

const dayOf = (proposed: readonly TitleDecisionRow[]) =>
  proposed.find(({ reconsiderOn }) => reconsiderOn !== null)?.reconsiderOn ?? null;

/** Titles come and go while a proposal waits: each one held today was spoken of, or the proposal is written anew. */
async function refuseMoved(
  { manager, now, process }: EffectContext,
  proposed: readonly TitleDecisionRow[],
): Promise<void> {
  const { subject } = await vetoEventOf(manager, process.id);
  const held = await honoursHeldBy(manager, subject, civilDateOf(now));
  const gone = proposed.filter(({ honourId }) => !held.some(({ id }) => id === honourId));
  const fresh = held.filter(({ id }) => !proposed.some(({ honourId }) => honourId === id));
  if (gone.length + fresh.length > 0)
    throw new Refusal('VETO_TITLES_MOVED', {
      titles: [...gone, ...fresh].map(({ title }) => title).join('、'),
    });
}

async function putIntoForce(
  context: EffectContext,
  decided: readonly TitleDecisionRow[],
  number: string,
): Promise<void> {
  if (decided.length === 0) return;
  const titles = decided.map(({ title, decision }) => `${title}：${TITLE_DECISIONS[decision]}`);
  context.record({ kind: 'titlesDecided', body: { titles, number } });
  await settleTitles(
    context,
    decided.map(({ honourId }) => honourId),
    number,
  );
}
