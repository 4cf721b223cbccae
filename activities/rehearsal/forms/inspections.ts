import type { EntityManager } from 'typeorm';
import { circularDraftOf } from '../../../database/inspections/circular-draft.js';
import { inspectionOf } from '../../../database/inspections/inspection.store.js';
import { listsNow } from '../../../database/inspections/lists-now.js';
import { present, targetsOf, teamsOf, type TargetRow } from '../../../database/inspections/target.store.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import type { Dimension } from '../../../domain/evaluation/dimensions.js';
import type {
  FindingForm,
  InspectionFindingsForm,
  InspectionPlanForm,
  InspectionVisitForm,
  TargetName,
} from '../../../domain/inspection/forms.js';
import { levelOf, type Level } from '../../../domain/inspection/words.js';
import { roll } from '../../../domain/rehearsal/dice.js';
import { civilDateOf, type CivilDate } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

export const inspectionForms: FormsOf = {
  'plan.submitted': planAgain,
  'submit.submitted': (_, { id }) => ({
    summary: '对照督查内容逐项自查，制度、台账和佐证一并报送。',
    ...(roll('lacking', id) < 0.2 ? { lacking: '结对共建协议正在续签。' } : {}),
  }),
  'visit.visited': visits,
  'findings.entered': findings,
  'draft.drafted': draft,
};

const named = ({ kind, regionCode, unitId }: TargetRow): TargetName =>
  kind === 'region' ? { regionCode } : { unitId };

const targetsFor = async (manager: EntityManager, { processId }: OpenTask, now: Date) =>
  present(await targetsOf(manager, processId, civilDateOf(now)));

/** The same plan, its days far enough ahead to be approved and told. */
async function planAgain(manager: EntityManager, task: OpenTask, now: Date): Promise<InspectionPlanForm> {
  const { basis, requirements, dimensions } = await inspectionOf(manager, task.processId);
  const [process]: { title: string }[] = await manager.query(`select title from process where id = $1`, [
    task.processId,
  ]);
  const calendar = await calendarOf(manager);
  const ahead = (days: number): CivilDate => calendar.addWorkingDays(civilDateOf(now), days);
  const teams = await teamsOf(manager, task.processId, civilDateOf(now));
  return {
    ...{ title: process?.title ?? '', basis, requirements, dimensions },
    ...{ materialDueDate: ahead(12), fromDate: ahead(13), toDate: ahead(15) },
    teams: teams.map(({ name, leaderPositionId, members }) => ({ name, leaderPositionId, members })),
    targets: (await targetsFor(manager, task, now)).map((target) => ({
      ...named(target),
      team: target.team,
      method: target.method,
    })),
  };
}

async function visits(manager: EntityManager, task: OpenTask, now: Date): Promise<InspectionVisitForm> {
  const [assignment]: { positionId: string }[] = await manager.query(
    `select position_id as "positionId" from assignment where id = $1`,
    [task.assignmentId],
  );
  const teams = await teamsOf(manager, task.processId, civilDateOf(now));
  const own = teams.find(({ leaderPositionId }) => leaderPositionId === assignment?.positionId);
  const visited = (await targetsFor(manager, task, now)).filter(({ method }) => method === 'visit');
  return {
    entries: visited
      .filter(({ team }) => team === (own?.seq ?? visited[0]?.team))
      .map((target) => ({
        ...named(target),
        visitedDate: civilDateOf(now),
        place: '办公场所和双拥示范点',
        seen: '查看了台账和阵地，听取了情况介绍。',
      })),
  };
}

const problem = (dimension: Dimension, level: Level, text: string, limitDate: CivilDate): FindingForm => ({
  ...{ dimension, level, text, limitDate },
  kind: 'problem',
  scope: 'all',
  regionCodes: [],
  unitIds: [],
  measuresAsked: '对照要求补齐，建立台账。',
});

/** One thing that everybody lacks but the first, one that one does well, and whoever is on the system's own lists. */
async function findings(manager: EntityManager, task: OpenTask, now: Date): Promise<InspectionFindingsForm> {
  const { matrixVersion, dimensions } = await inspectionOf(manager, task.processId);
  const targets = await targetsFor(manager, task, now);
  const lists = await listsNow(manager, await processOf(manager, task), targets, now);
  const [dimension = 'organisation'] = dimensions;
  const limit = (await calendarOf(manager)).addWorkingDays(civilDateOf(now), 30);
  const found = (['regions', 'units'] as const).flatMap((level): FindingForm[] => {
    const own = targets.filter(({ kind }) => levelOf(kind) === level);
    const [first] = own;
    if (!first) return [];
    const names = { regionCodes: [], unitIds: [], ...pick(first) };
    const missing = own.some(({ seq }) => lists.missingMaterial.includes(seq));
    const without = own.some(({ seq }) => level === 'units' && lists.noLiaison.includes(seq));
    return [
      {
        ...problem(dimension, level, '工作机制健全，台账规范', limit),
        ...{ kind: 'highlight', scope: 'only', ...names },
        measuresAsked: undefined as never,
        limitDate: undefined as never,
      },
      {
        ...problem(dimension, level, '未把双拥工作列入年度工作计划', limit),
        ...(own.length > 1 ? { scope: 'except' as const, ...names } : {}),
      },
      ...(missing
        ? [{ ...problem(dimension, level, '未按要求报送材料', limit), scope: 'missingMaterial' as const }]
        : []),
      ...(without
        ? [{ ...problem(dimension, level, '未报送联络员', limit), scope: 'noLiaison' as const }]
        : []),
    ];
  });
  return {
    version: matrixVersion,
    findings: found,
    vetoChecks: targets.map((target) => ({ ...named(target), result: 'clear' })),
  };
}

const pick = ({ kind, regionCode, unitId }: TargetRow) =>
  kind === 'region' ? { regionCodes: [regionCode] } : { unitIds: [unitId] };

async function processOf(manager: EntityManager, { processId, regionCode }: OpenTask) {
  const [process]: { year: number }[] = await manager.query(`select year from process where id = $1`, [
    processId,
  ]);
  return { id: processId, regionCode, year: process?.year ?? 0 };
}

async function draft(manager: EntityManager, task: OpenTask): Promise<object> {
  const draft = await circularDraftOf(manager, task.processId);
  const { composed = '', inspection } = draft ?? {};
  return {
    version: inspection?.draftVersion ?? 0,
    title: '关于双拥工作督查情况的通报',
    text: composed,
    copyUnitIds: [],
  };
}
