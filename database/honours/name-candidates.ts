import { Refusal } from '../../domain/errors/refusal.js';
import { namingDecision } from '../../domain/honours/documents.js';
import type { Subject } from '../../domain/organisation/subject.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf, type Told } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { filingUnitsOf, officeOf, parentOfficeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { candidatesOf, moveCandidates, type CandidateRow, type Standing } from './candidate.store.js';
import { grantHonours, lockHolders } from './honour.store.js';
import { namedIn } from './named-in.js';
import { changeNaming, namingOf, type NamingRow } from './naming.store.js';
import { applyingRegions, recommendingUnits } from './recommenders.js';
import { vetoedAmong } from './vetoed.js';

/**
 * 命名: the decision is numbered and issued, and the titles are held from the same transaction on. Whoever a veto was confirmed against
 * meanwhile is not named: the lock makes whoever confirms one at this instant wait, and find the title then.
 *
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE
 */
export async function nameThem(context: EffectContext): Promise<void> {
  const { manager, now, process, record } = context;
  const proposed = await candidatesOf(manager, process.id, ['proposed']);
  await lockHolders(
    manager,
    proposed.map(({ subject }) => subject),
  );
  const vetoed = await vetoedAmong(context, proposed);
  const stopped = proposed.filter(({ id }) => vetoed.has(id));
  if (stopped.length > 0) {
    const standings = stopped.map(({ id }): Standing => ({
      id,
      state: 'stopped',
      reason: vetoed.get(id) ?? null,
    }));
    await moveCandidates(manager, standings, now);
    record({ kind: 'candidatesStopped', body: { candidateIds: stopped.map(({ id }) => id) } });
  }
  const named = proposed.filter(({ id }) => !vetoed.has(id));
  if (named.length === 0) return;
  const naming = await namingOf(manager, process.id);
  const document = await issueDecision(context, naming, named);
  await changeNaming(manager, process.id, { namingDocumentId: document.id });
  await grantHonours(
    context,
    named.map(({ id, awardId, subject, name }) => {
      const award = naming.awards.find((one) => one.id === awardId);
      if (!award) throw new Error(`candidate ${id} has no award ${awardId}`);
      return {
        key: id,
        kind: award.honourKind,
        title: award.title,
        holderName: name,
        subject,
        documentId: document.id,
        validUntil: naming.validUntil,
        reason: `${document.number}命名`,
      };
    }),
  );
  await moveCandidates(
    manager,
    named.map(({ id }): Standing => ({ id, state: 'named', reason: null })),
    now,
  );
}

async function issueDecision(
  context: EffectContext,
  naming: NamingRow,
  named: readonly CandidateRow[],
): Promise<{ id: string; number: string }> {
  const { manager, now, process } = context;
  const on = civilDateOf(now);
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const [upper, notice] = [
    await parentOfficeOf(manager, process.regionCode),
    await numberOf(context, naming.noticeDocumentId),
  ];
  const cities = process.kind === 'modelCity';
  const told = cities
    ? await applyingRegions(manager, naming, on)
    : await recommendingUnits(manager, naming, on);
  const main = told.map(({ unitId }) => unitId);
  const content = namingDecision(
    {
      ...{ issuer: office.name, title: process.title, basis: naming.basis, awards: naming.awards, date: on },
      candidates: await namedIn(manager, named),
    },
    {
      recipients: await addresseesOf(
        manager,
        process.regionCode,
        cities ? await groupsBelow(context, told) : { unitIds: main },
        on,
      ),
      copies: upper ? [upper.name] : [],
      noticeNumber: notice,
      validUntil: naming.validUntil,
    },
  );
  return issueDocument(context, { content, main, copies: upper ? [upper.id] : [] });
}

/** The lower regions' leading groups, and the members of one's own. */
async function groupsBelow(
  { manager, now, process }: EffectContext,
  told: readonly Subject[],
): Promise<Told> {
  const units = await filingUnitsOf(manager, process.regionCode, civilDateOf(now));
  return {
    body: 'leadingGroup',
    regionCodes: told.map(({ regionCode }) => regionCode),
    unitIds: units.filter(({ kind }) => kind === 'member').map(({ id }) => id),
  };
}

async function numberOf({ manager }: EffectContext, documentId: string | null): Promise<string> {
  const [row]: { number: string }[] = await manager.query(`select number from document where id = $1`, [
    documentId,
  ]);
  return row?.number ?? '';
}
