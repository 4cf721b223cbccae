import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import { publicNotice } from '../../domain/honours/documents.js';
import type { HonourObjectionForm, HonourPublicationForm } from '../../domain/honours/forms.js';
import { standingBy } from '../../domain/honours/naming.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { issueDocument } from '../documents/issue-document.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { Decided, EffectContext } from '../processes/effects.js';
import { itemIdOf } from '../steps/ids.js';
import { calendarOf } from '../steps/step-rules.js';
import { candidatesOf, moveCandidates } from './candidate.store.js';
import { namedIn } from './named-in.js';
import { changeNaming, namingOf } from './naming.store.js';
import { answerObjection, concludeInquiry, insertObjection, objectionsOf } from './objection.store.js';
import { refuseOwn } from './recusal.js';

/** 发布公示: numbered and issued, its working days counted from the day after. @throws Refusal NO_OFFICE, DOCUMENT_RULE */
export async function publish(context: EffectContext, form: HonourPublicationForm): Promise<void> {
  const { manager, now, process } = context;
  const naming = await namingOf(manager, process.id);
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const date = civilDateOf(now);
  const days = naming.publicNoticeDays;
  const until = (await calendarOf(manager)).addWorkingDays(date, days);
  const { awards, basis } = naming;
  const content = publicNotice(
    {
      ...{ issuer: office.name, title: process.title, basis, awards, date },
      candidates: await namedIn(manager, await candidatesOf(manager, process.id, ['proposed'])),
    },
    { from: date, until, days, places: form.places, contact: form.contact },
  );
  const { id } = await issueDocument(context, { content, main: [] });
  await changeNaming(manager, process.id, { noticeDocumentId: id, noticeFrom: date, noticeUntil: until });
}

/**
 * An objection told by telephone, letter or in person. The last day counts to its end, whenever the clock comes round to closing it.
 * @throws Refusal NOTICE_OVER, INVALID_FIELD, DATE_IN_FUTURE
 */
export async function registerObjection(context: EffectContext, form: HonourObjectionForm): Promise<void> {
  const { manager, now, process } = context;
  const today = civilDateOf(now);
  const { noticeFrom, noticeUntil } = await namingOf(manager, process.id);
  const until = noticeUntil as CivilDate;
  if (today > until) throw new Refusal('NOTICE_OVER', { until });
  const candidates = await candidatesOf(manager, process.id, ['proposed', 'heldBack']);
  if (!candidates.some(({ id }) => id === form.candidateId))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '对哪个候选对象', reason: '不在公示名单里，或者已经取消资格' },
      'form.candidateId',
    );
  if (form.receivedDate > today)
    throw new Refusal('DATE_IN_FUTURE', { field: '收到日期' }, 'form.receivedDate');
  if (form.receivedDate < (noticeFrom as CivilDate))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '收到日期', reason: '早于公示发布的日期' },
      'form.receivedDate',
    );
  const seq = (await objectionsOf(manager, process.id)).length + 1;
  const { candidateId, source, about, receivedDate: receivedOn } = form;
  const id = itemIdOf(process.id, seq);
  await insertObjection(manager, process.id, { id, seq, candidateId, source, about, receivedOn }, now);
}

/** The n-th round of `handle` is about the n-th objection. @throws Refusal RECUSAL_REQUIRED */
export async function answer(context: EffectContext, { step, decision, opinion }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const objection = (await objectionsOf(manager, process.id)).find(({ seq }) => seq === step.round);
  if (!objection) throw new Error(`process ${process.id} has no objection ${step.round}`);
  await refuseOwnCandidate(context, objection.candidateId);
  await answerObjection(manager, objection.id, decision as 'founded', opinion ?? '', now);
  await settleCandidate(context, objection.candidateId);
}

/** The n-th round of `inquire` is about the n-th objection as well; where it needs none, it is skipped. */
export async function conclude(context: EffectContext, { step, decision, opinion }: Decided): Promise<void> {
  const { manager, now, process } = context;
  const objection = (await objectionsOf(manager, process.id)).find(({ seq }) => seq === step.round);
  if (!objection) throw new Error(`process ${process.id} has no inquiry ${step.round}`);
  await refuseOwnCandidate(context, objection.candidateId);
  await concludeInquiry(manager, objection.id, decision as 'founded', opinion ?? '', now);
  await settleCandidate(context, objection.candidateId);
}

/** Whether the n-th objection is to be looked into longer, and still holds somebody back who wasn't struck for another one. */
export async function needsInquiry(manager: EntityManager, processId: string, n: number): Promise<boolean> {
  const objection = (await objectionsOf(manager, processId)).find(({ seq }) => seq === n);
  if (objection?.answer !== 'longer') return false;
  const heldBack = await candidatesOf(manager, processId, ['heldBack']);
  return heldBack.some(({ id }) => id === objection.candidateId);
}

async function refuseOwnCandidate(context: EffectContext, candidateId: string): Promise<void> {
  const candidates = await candidatesOf(context.manager, context.process.id);
  await refuseOwn(
    context,
    candidates.filter(({ id }) => id === candidateId),
    '转办其他人处理',
  );
}

/** Where the answers so far leave a candidate that is in the notice. */
async function settleCandidate({ manager, now, process }: EffectContext, candidateId: string): Promise<void> {
  const listed = await candidatesOf(manager, process.id, ['proposed', 'heldBack']);
  const candidate = listed.find(({ id }) => id === candidateId);
  if (!candidate) return;
  const objections = (await objectionsOf(manager, process.id)).filter(
    (one) => one.candidateId === candidateId,
  );
  const standing = standingBy(objections.map(({ answer: said, finding }) => finding ?? said));
  const founded = objections.find(({ answer: said, finding }) => (finding ?? said) === 'founded');
  if (standing === 'cleared') {
    // Held back until it was looked into: the list may have gone on without it.
    if (candidate.state === 'heldBack')
      await moveCandidates(manager, [{ id: candidateId, state: 'cleared', reason: null }], now);
    return;
  }
  const reason = standing === 'struck' ? (founded?.findingReason ?? founded?.answerReason ?? null) : null;
  await moveCandidates(manager, [{ id: candidateId, state: standing, reason }], now);
}
