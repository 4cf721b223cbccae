import { Injectable } from '@nestjs/common';
import type { InspectionFindingsBody } from '../../../contracts/http/forms/inspections.js';
import type { MatrixFindingView, MatrixSavedView, MatrixView } from '../../../contracts/http/inspections.js';
import { listsIn } from '../../../database/inspections/circular-draft.js';
import { saveMatrix } from '../../../database/inspections/enter-findings.js';
import { ownTask } from '../../../database/inspections/inspection.repository.js';
import { listsNow } from '../../../database/inspections/lists-now.js';
import { frozenLists } from '../../../database/inspections/lists.store.js';
import {
  findingsOf,
  rectificationsOf,
  vetoChecksOf,
  type RectificationLink,
} from '../../../database/inspections/matrix.store.js';
import { present, targetsOf, type TargetRow } from '../../../database/inspections/target.store.js';
import { personName } from '../../../database/organisation/person.repository.js';
import { actorOf } from '../../../database/steps/acting.js';
import { isOpen, lockProcess } from '../../../database/steps/step.store.js';
import { refusePaused } from '../../../database/pauses/refuse-paused.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { rectification } from '../../../domain/blueprints/rectification.blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { filled } from '../../../domain/inspection/draft.js';
import {
  hitsOf,
  levelWords,
  whoOf,
  type Finding,
  type LevelWords,
  type Lists,
} from '../../../domain/inspection/matrix.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { levelOf, isListed } from '../../../domain/inspection/words.js';
import { civilDateOf, formatInstantOrNull } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { seesSubject } from '../../http/scope.js';
import { signerIn, signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import { visibleInspection, type SeenInspection } from './visible-inspection.js';

const OFFICE = ['officeDirector', 'officeDeputy', 'officeStaff'];

/** Findings × targets, and the working copy that the office keeps while it enters them. */
@Injectable()
export class MatrixService {
  constructor(private readonly database: Database) {}

  /** A target sees, once the circular is issued, what is about itself. @throws Refusal NOT_FOUND */
  async of(principal: Principal, id: string): Promise<MatrixView> {
    const { manager } = this.database;
    const now = this.database.now();
    const seen = await visibleInspection(manager, principal, id);
    const { process, inspection, whole, scope } = seen;
    if (!whole && inspection.documentId === null) throw new Refusal('NOT_FOUND');
    const targets = await targetsOf(manager, id, civilDateOf(now));
    const [findings, checks, links, lists, savedBy] = await Promise.all([
      findingsOf(manager, id),
      vetoChecksOf(manager, id),
      rectificationsOf(manager, id),
      this.lists(seen, targets, now),
      personName(manager, inspection.matrixSavedBy),
    ]);
    const words = levelWords(process.regionCode);
    const own = targets.filter((target) => whole || seesSubject(scope, target));
    const shown = new Set(own.map(({ seq }) => seq));
    const editing = whole && (await this.editing(principal, seen));
    const positions = signerIn(principal, 'inspection').positions.map((position) => position.id);
    return {
      version: inspection.matrixVersion,
      savedAt: formatInstantOrNull(inspection.matrixSavedAt),
      savedBy,
      editable: editing,
      assignmentId: editing ? await ownTask(manager, id, 'findings', positions) : null,
      frozenAt: formatInstantOrNull(inspection.frozenAt),
      dimensions: inspection.dimensions,
      targets: own.map(({ seq, kind, regionCode, unitId, name }) => ({
        seq,
        kind,
        regionCode,
        unitId,
        name,
      })),
      findings: findings
        .map((finding, index) => ({
          ...findingView(finding, index + 1, targets, lists, links, shown),
          who: whoSays(finding, targets, lists, words),
        }))
        .filter(({ hits }) => whole || hits.length > 0)
        // Whom else it hits is not this target's to know; the issued circular says what is to be said.
        .map((finding) => (whole ? finding : { ...finding, named: [], who: '' })),
      // What is suspected of a target it is told by the verification itself, where it is heard.
      vetoChecks: whole ? checks : [],
      missingMaterial: lists.missingMaterial.filter((seq) => shown.has(seq)),
      noLiaison: lists.noLiaison.filter((seq) => shown.has(seq)),
    };
  }

  /**
   * Keeps the matrix as it stands; the decision 汇总完成 hands it in once more.
   * @throws Refusal NOT_FOUND, FORBIDDEN, PROCESS_ENDED, PROCESS_PAUSED, STEP_NOT_OPEN, FINDINGS_CHANGED …
   */
  save(
    { principal, key }: ChangeRequest,
    id: string,
    body: InspectionFindingsBody,
  ): Promise<MatrixSavedView> {
    refuseClassified(body, 'form');
    return this.database.change(key, async ({ manager, now }) => {
      await visibleInspection(manager, principal, id);
      const process = await lockProcess(manager, id);
      if (!process) throw new Refusal('NOT_FOUND');
      const position = principal.positions.find(
        (one) => OFFICE.includes(one.kind) && one.regionCode === process.regionCode,
      );
      if (!position) throw new Refusal('FORBIDDEN');
      if (process.state === 'ended') throw new Refusal('PROCESS_ENDED');
      await refusePaused(manager, process);
      if (!(await isOpen(manager, id, 'findings'))) throw new Refusal('STEP_NOT_OPEN');
      const actor = actorOf(signerOf(principal), position);
      const { version } = await saveMatrix({ manager, now, process, actor }, body);
      return { version };
    });
  }

  /** Before they are frozen, as they are now: whoever hands in meanwhile is off the list. */
  private async lists(
    { process, inspection }: SeenInspection,
    targets: TargetRow[],
    now: Date,
  ): Promise<Lists> {
    const { manager } = this.database;
    const entering = await isOpen(manager, process.id, 'findings');
    if (inspection.frozenAt === null || entering) return listsNow(manager, process, targets, now);
    const frozen = await frozenLists(manager, process.id, inspection.frozenAt);
    return listsIn(frozen.flatMap(({ rows }) => rows));
  }

  private async editing(principal: Principal, { process }: SeenInspection): Promise<boolean> {
    const office = principal.positions.some(
      ({ kind, regionCode }) => OFFICE.includes(kind) && regionCode === process.regionCode,
    );
    return office && isOpen(this.database.manager, process.id, 'findings');
  }
}

function findingView(
  finding: Finding,
  seq: number,
  targets: readonly TargetRow[],
  lists: Lists,
  links: readonly RectificationLink[],
  shown: ReadonlySet<number>,
): Omit<MatrixFindingView, 'who'> {
  return {
    ...{ seq, dimension: finding.dimension, level: finding.level, kind: finding.kind, scope: finding.scope },
    ...{ text: finding.text, measuresAsked: finding.measuresAsked, limitDate: finding.limitDate },
    named: [...finding.named],
    hits: hitsOf(finding, present(targets), lists)
      .map((target) => target.seq)
      .filter((target) => shown.has(target)),
    rectifications: links
      .filter(({ findingSeq, targetSeq }) => findingSeq === seq && shown.has(targetSeq))
      .map(({ targetSeq, rectificationId, state, outcome }) => ({
        ...{ targetSeq, state, processId: rectificationId },
        outcomeLabel: outcome && processOutcomeLabel(rectification, outcome),
      })),
  };
}

/** In the circular's words, a list with the number that it has now. */
function whoSays(finding: Finding, targets: readonly TargetRow[], lists: Lists, words: LevelWords): string {
  const who = whoOf(finding, targets, words);
  if (!isListed(finding.scope)) return who;
  const listed = lists[finding.scope];
  const count = (kind: TargetRow['kind']) =>
    String(targets.filter((one) => listed.includes(one.seq) && levelOf(one.kind) === levelOf(kind)).length);
  return filled(who, [
    { key: 'missingRegions', value: count('region') },
    { key: 'missingMaterial', value: count('unit') },
    { key: 'noLiaison', value: count('unit') },
  ]);
}
