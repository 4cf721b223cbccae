import { Refusal } from '../../domain/errors/refusal.js';
import type { Addressing } from '../../domain/circulars/compose.js';
import type { DocumentContent } from '../../domain/documents/document.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { issueDocument, type IssuedDocument } from '../documents/issue-document.js';
import { receiptOwners } from '../documents/receipts.js';
import { officeOf, unitById } from '../organisation/unit.repository.js';
import { subjectOwners } from '../organisation/subjects.js';
import type { EffectContext } from '../processes/effects.js';
import type { NamedOwners } from '../processes/named-owners.js';

/**
 * Numbers a decision about a subject and issues it to that subject alone.
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE, CLASSIFIED_CONTENT
 */
export async function issueToSubject(
  context: EffectContext,
  { unitId }: Subject,
  compose: (to: Addressing) => DocumentContent,
): Promise<IssuedDocument> {
  const { manager, now, process } = context;
  const office = await officeOf(manager, process.regionCode);
  const unit = await unitById(manager, unitId);
  if (!office || !unit) throw new Refusal('NO_OFFICE');
  const to = { issuer: office.name, recipients: [unit.name], copies: [], date: civilDateOf(now) };
  return issueDocument(context, { content: compose(to), main: [unitId] });
}

/** Whoever answers for the subject signs for the latest decision, unless that is done. */
export async function decisionReceivers(context: EffectContext, subject: Subject): Promise<NamedOwners> {
  const { units = [] } = await receiptOwners(context);
  return units.length === 0 ? {} : subjectOwners(context.manager, [subject], civilDateOf(context.now));
}
