import type { EntityManager } from 'typeorm';
import { Refusal } from '../../domain/errors/refusal.js';
import type { DocumentContent } from '../../domain/documents/document.js';
import { inspectionCircular, type ProblemLine } from '../../domain/inspection/documents.js';
import { filled } from '../../domain/inspection/draft.js';
import type { InspectionDraftForm } from '../../domain/inspection/forms.js';
import { hitsOf, whoOf, type Finding } from '../../domain/inspection/matrix.js';
import { isListed } from '../../domain/inspection/words.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { leadingGroupOf, officeOf, parentOfficeOf, unitsByIds } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { tell } from '../processes/tell.js';
import { RECTIFIED } from '../rectifications/rectification.effects.js';
import { startRectifications, type Problem } from '../rectifications/start-rectifications.js';
import { startVetoEvent } from '../vetoes/start-veto-event.js';
import { circularDraftOf, type CircularDraft } from './circular-draft.js';
import { changeInspection } from './inspection.store.js';
import { linkRectifications, noteVetoEvent, vetoChecksOf } from './matrix.store.js';
import { answering, present, targetsOf, type TargetRow } from './target.store.js';

/**
 * 编号印发: what was drafted and signed, with the figures of the frozen lists; then every problem of every target becomes a rectification, and
 * what was found of veto items is verified.
 *
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE, CLASSIFIED_CONTENT, PROBLEM_OF_NOBODY
 */
export async function issueCircular(context: EffectContext): Promise<void> {
  const { manager, now, process } = context;
  const draft = await circularDraftOf(manager, process.id);
  if (!draft?.inspection.draft) throw new Error(`inspection ${process.id} has no circular to issue`);
  const targets = await targetsOf(manager, process.id, civilDateOf(now));
  await refuseOrphans(manager, process.id, draft, targets);
  const { content, main, copies } = await circularOf(context, draft, draft.inspection.draft, targets);
  const document = await issueDocument(context, { content, main, copies });
  await changeInspection(manager, process.id, { documentId: document.id });
  await startVetoEvents(context, targets);
  await rectify(context, draft, targets, `${document.number}《${content.title}》`);
}

export interface Composed {
  content: DocumentContent;
  main: string[];
  copies: string[];
}

/** The circular as it would be issued now: 主送 the targets, 抄送 the upper office and the leading group's leaders. */
export async function circularOf(
  { manager, now, process }: Pick<EffectContext, 'manager' | 'now' | 'process'>,
  draft: CircularDraft,
  { title, text, copyUnitIds }: Omit<InspectionDraftForm, 'version'>,
  targets: readonly TargetRow[],
): Promise<Composed> {
  const [office, above, group] = await Promise.all([
    officeOf(manager, process.regionCode),
    parentOfficeOf(manager, process.regionCode),
    leadingGroupOf(manager, process.regionCode),
  ]);
  if (!office) throw new Refusal('NO_OFFICE');
  const further = await unitsByIds(manager, copyUnitIds);
  const main = present(targets).map(({ unitId }) => unitId);
  const today = civilDateOf(now);
  return {
    content: inspectionCircular(
      { title, text: filled(text, draft.placeholders), problems: problemLines(draft) },
      {
        issuer: office.name,
        recipients: await addresseesOf(manager, process.regionCode, { unitIds: main }, today),
        copies: [
          ...(above ? [above.name] : []),
          ...(group ? [`${group.name}组长、副组长`] : []),
          ...copyUnitIds.flatMap((id) => further.find((unit) => unit.id === id)?.name ?? []),
        ],
        date: today,
      },
    ),
    main,
    copies: [...(above ? [above.id] : []), ...(group ? [group.id] : []), ...copyUnitIds],
  };
}

/** The annex: what has to be put right, one line a problem. A list that decides is named in full. */
function problemLines({ findings, targets, lists, words, placeholders }: CircularDraft): ProblemLine[] {
  return findings
    .filter(({ kind }) => kind === 'problem')
    .map((finding) => ({
      who: isListed(finding.scope)
        ? hitsOf(finding, targets, lists)
            .map(({ name }) => name)
            .join('、')
        : filled(whoOf(finding, targets, words), placeholders),
      dimension: finding.dimension,
      text: finding.text,
      measuresAsked: finding.measuresAsked ?? '',
      limitDate: finding.limitDate as CivilDate,
    }));
}

async function startVetoEvents(context: EffectContext, targets: readonly TargetRow[]): Promise<void> {
  const { manager, process } = context;
  for (const { result, item, happenedOn, account, targetSeq } of await vetoChecksOf(manager, process.id)) {
    const target = answering(targets, targetSeq);
    if (result !== 'found' || !item || !happenedOn || !target) continue;
    const id = await startVetoEvent(context, {
      ...{ item, happenedOn, account: account ?? '' },
      ...{ subject: subjectOf(target), sourceId: process.id },
    });
    await noteVetoEvent(manager, process.id, targetSeq, id);
  }
}

/** Who was abolished since the findings were entered, and nobody took over, can mend nothing: the office decides. @throws Refusal PROBLEM_OF_NOBODY */
async function refuseOrphans(
  manager: EntityManager,
  processId: string,
  { findings, targets: known, lists }: CircularDraft,
  targets: readonly TargetRow[],
): Promise<void> {
  const gone = (seq: number): boolean => answering(targets, seq)?.left !== false;
  const found = (await vetoChecksOf(manager, processId)).filter(({ result }) => result === 'found');
  const orphaned = findings.map((finding) =>
    finding.kind === 'problem' ? hitsOf(finding, known, lists).filter(({ seq }) => gone(seq)) : [],
  );
  const vetoed = known.filter(({ seq }) => gone(seq) && found.some(({ targetSeq }) => targetSeq === seq));
  const names = new Set([...orphaned.flat(), ...vetoed].map(({ name }) => name));
  if (names.size === 0) return;
  const what = [
    ...orphaned.flatMap((hit, index) => (hit.length > 0 ? [`第 ${index + 1} 条问题`] : [])),
    ...(vetoed.length > 0 ? ['一票否决核查'] : []),
  ];
  throw new Refusal('PROBLEM_OF_NOBODY', { names: [...names].join('、'), what: what.join('、') });
}

/** One for each problem and each target that answers for it. */
async function rectify(
  context: EffectContext,
  { findings, targets: known, lists }: CircularDraft,
  targets: readonly TargetRow[],
  sourceRef: string,
): Promise<void> {
  const { manager, now, process } = context;
  const found = findings.flatMap((finding, index) => {
    if (finding.kind !== 'problem') return [];
    const hit = hitsOf(finding, known, lists).map(({ seq }) => answering(targets, seq) as TargetRow);
    return [...new Set(hit)].map((target) => ({ findingSeq: index + 1, finding, target }));
  });
  const ids = await startRectifications(
    context,
    found.map(({ finding, target }) => problemOf(finding, target, sourceRef)),
  );
  await linkRectifications(
    manager,
    process.id,
    found.map(({ findingSeq, target }, index) => ({
      ...{ findingSeq, targetSeq: target.seq },
      rectificationId: ids[index] as string,
    })),
  );
  if (found.length > 0) return;
  // Nothing to put right: nobody else would ever tell the process that everything is.
  await tell(manager, now, process, { name: RECTIFIED, id: process.id });
}

const problemOf = (finding: Finding, target: TargetRow, sourceRef: string): Problem => ({
  subject: subjectOf(target),
  dimension: finding.dimension,
  title: headline(finding.text),
  detail: finding.text,
  measuresAsked: finding.measuresAsked ?? '',
  limitDate: finding.limitDate as CivilDate,
  sourceRef,
});

const subjectOf = ({ kind, regionCode, unitId }: TargetRow) => ({ kind, regionCode, unitId });

const LONGEST = 60;
/** What a list of problems calls it: the text up to its first stop. */
function headline(text: string): string {
  const [first = ''] = text.trim().split(/[。；\n]/u);
  return first.length > LONGEST ? `${first.slice(0, LONGEST)}…` : first;
}
