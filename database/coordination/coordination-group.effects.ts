import { checkComposition, SEAT_RULES, SEATS } from '../../domain/coordination/composition.js';
import type { CoordinationSeatsForm } from '../../domain/coordination/forms.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { endOfYear } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { markReceived, receiptOwners } from '../documents/receipts.js';
import { filingUnitsOf } from '../organisation/unit.repository.js';
import { issueDocument } from '../documents/issue-document.js';
import type { EffectContext, ProcessEffects } from '../processes/effects.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { groupNotice } from './group-notice.js';
import {
  candidatesFor,
  establishSeats,
  proposeSeats,
  seatsIn,
  vacanciesOf,
  type Candidate,
} from './seat.store.js';

/** What a year of the 军地协调小组 writes (五项制度机制 三（二）1–2). */
export const coordinationGroupEffects: ProcessEffects = {
  async noticesOf(manager, id) {
    return (await vacanciesOf(manager, id)).map((seat) => ({ name: 'seatVacated', id: seat }));
  },

  /** Somebody left, and the composition that was then under way has filled his seat: nothing is left to do. */
  async skip({ manager, process }, key) {
    if (key !== 'compose') return null;
    const standing = await seatsIn(manager, process.id, 'standing');
    const required = SEATS.filter((seat) => !SEAT_RULES[seat].optional);
    const complete = required.every((seat) => standing.some((one) => one.seat === seat));
    return complete && !(await vacatedSince(manager, process.id)) ? 'nobodyToAsk' : null;
  },

  async namedOwners(context, role) {
    return role === 'recipients' ? receiptOwners(context) : {};
  },

  async decided(context, decided) {
    const { step, decision, form } = decided;
    if (step.key === 'compose') await compose(context, form as CoordinationSeatsForm);
    if (step.key === 'approve' && decision === 'approved') await approve(context);
    if (step.key === 'receipts') await markReceived(context, decided);
  },
};

/** @throws Refusal COMPOSITION_INCOMPLETE naming everything that is missing or wrong */
async function compose(context: EffectContext, { seats }: CoordinationSeatsForm): Promise<void> {
  const { manager, now, process } = context;
  const candidates = await checked(context, seats);
  await proposeSeats(manager, process.id, candidates, now);
}

/** 组长's approval gives the notice its number; whoever left since it was proposed must be replaced first. */
async function approve(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const proposed = await seatsIn(manager, process.id, 'proposed');
  const candidates = await checked(context, proposed);
  const moved = proposed.find(
    ({ seat, personId }) => candidates.find((one) => one.seat === seat)?.holder?.personId !== personId,
  );
  if (moved) {
    const problems = `${SEAT_RULES[moved.seat].label}的任职人员在提出之后有变动，请退回重提`;
    throw new Refusal('COMPOSITION_INCOMPLETE', { problems });
  }
  await establishSeats(manager, process.id, now);
  const on = civilDateOf(now);
  const unitIds = (await filingUnitsOf(manager, process.regionCode, on)).map(({ id }) => id);
  const recipients = await addresseesOf(manager, process.regionCode, { unitIds }, on);
  await issueDocument(context, {
    content: await groupNotice(context, candidates, recipients),
    main: unitIds,
  });
}

async function checked(
  { manager, now, process }: EffectContext,
  seats: CoordinationSeatsForm['seats'],
): Promise<Candidate[]> {
  const candidates = await candidatesFor(manager, process.regionCode, seats, now);
  const problems = checkComposition(candidates, endOfYear(process.year));
  if (problems.length > 0)
    throw new Refusal('COMPOSITION_INCOMPLETE', { problems: problems.join('；') }, 'form.seats');
  return candidates;
}

/** Whether a seat was vacated after the present composition was established. */
async function vacatedSince(manager: EffectContext['manager'], processId: string): Promise<boolean> {
  const [row]: unknown[] = await manager.query(
    `select 1 from coordination_seat v where v.process_id = $1 and v.state = 'vacated'
       and v.until > (select max(since) from coordination_seat where process_id = $1 and state = 'standing') limit 1`,
    [processId],
  );
  return row !== undefined;
}
