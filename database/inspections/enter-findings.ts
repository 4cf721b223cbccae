import { nthOf } from '../../domain/errors/field-name.js';
import { Refusal } from '../../domain/errors/refusal.js';
import {
  checkComplete,
  checkMatrix,
  checkVetoChecks,
  type VetoCheck,
} from '../../domain/inspection/check-findings.js';
import type { InspectionFindingsForm } from '../../domain/inspection/forms.js';
import type { Finding } from '../../domain/inspection/matrix.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { targetNamed } from './hand-in.js';
import { changeInspection, inspectionOf } from './inspection.store.js';
import { allListsNow } from './lists-now.js';
import { freezeLists } from './lists.store.js';
import { writeMatrix } from './matrix.store.js';
import { savedMeanwhile } from './saved-meanwhile.js';
import { present, targetsOf, type TargetRow } from './target.store.js';

type Writing = Pick<EffectContext, 'manager' | 'now' | 'process' | 'actor'>;

interface Matrix {
  findings: Finding[];
  checks: VetoCheck[];
  targets: TargetRow[];
  version: number;
}

/**
 * Keeps the matrix as it stands, on top of the version that was seen. The process's lock is held: of two who write at once, the second is
 * told who was first, and nothing of the first is lost.
 *
 * @returns the new version
 * @throws Refusal FINDINGS_CHANGED, INVALID_FIELD, FORM_REQUIRED, DATE_IN_FUTURE
 */
export async function saveMatrix(context: Writing, form: InspectionFindingsForm): Promise<Matrix> {
  const { manager, now, process, actor } = context;
  const inspection = await inspectionOf(manager, process.id);
  if (form.version !== inspection.matrixVersion)
    throw await savedMeanwhile(
      manager,
      'FINDINGS_CHANGED',
      inspection.matrixSavedBy,
      inspection.matrixSavedAt,
    );
  const today = civilDateOf(now);
  const targets = await targetsOf(manager, process.id, today);
  const findings = readFindings(form, targets);
  const checks = readChecks(form, targets);
  checkMatrix(findings, present(targets), inspection.dimensions);
  checkVetoChecks(checks, today);
  await writeMatrix(manager, process.id, findings, checks);
  const version = inspection.matrixVersion + 1;
  await changeInspection(manager, process.id, {
    matrixVersion: version,
    matrixSavedAt: now,
    matrixSavedBy: actor?.personId ?? null,
  });
  return { findings, checks, targets, version };
}

/** 汇总完成: complete, and with the lists of this instant behind every figure. @throws Refusal see `checkComplete`, `saveMatrix` */
export async function enterFindings(context: EffectContext, form: InspectionFindingsForm): Promise<void> {
  const { manager, now, process } = context;
  const { findings, checks, targets } = await saveMatrix(context, form);
  const { lists, rows } = await allListsNow(manager, process, targets, checks, now);
  checkComplete(findings, checks, present(targets), lists, civilDateOf(now));
  const frozenAt = await freezeLists(context, rows);
  // What was drafted before was drafted from another matrix.
  await changeInspection(manager, process.id, { frozenAt, draft: null });
}

function readFindings({ findings }: InspectionFindingsForm, targets: readonly TargetRow[]): Finding[] {
  return findings.map((finding, index) => {
    const path = `form.findings[${index}]`;
    const { level, regionCodes, unitIds } = finding;
    const foreign = level === 'regions' ? unitIds : regionCodes;
    const [field, word] = level === 'regions' ? ['unitIds', '点名的单位'] : ['regionCodes', '点名的县（区）'];
    if (foreign.length > 0)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('亮点和问题', index, word), reason: '不是这个层面的对象' },
        `${path}.${field}`,
      );
    const called = nthOf('亮点和问题', index);
    const named =
      level === 'regions'
        ? regionCodes.map((regionCode) => targetNamed(targets, { regionCode }, path, called).seq)
        : unitIds.map((unitId) => targetNamed(targets, { unitId }, path, called).seq);
    return {
      ...{ dimension: finding.dimension, level, kind: finding.kind, scope: finding.scope },
      text: finding.text.trim(),
      named: [...new Set(named)].sort((a, b) => a - b),
      measuresAsked: finding.measuresAsked?.trim() || null,
      limitDate: finding.limitDate ?? null,
    };
  });
}

function readChecks({ vetoChecks }: InspectionFindingsForm, targets: readonly TargetRow[]): VetoCheck[] {
  return vetoChecks.map((check, index) => ({
    targetSeq: targetNamed(targets, check, `form.vetoChecks[${index}]`, nthOf('一票否决核查', index)).seq,
    result: check.result,
    item: check.item ?? null,
    happenedOn: check.happenedDate ?? null,
    account: check.account?.trim() || null,
  }));
}
