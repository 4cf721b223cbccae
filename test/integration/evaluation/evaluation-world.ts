import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../../database/processes/launch-process.js';
import {
  evaluationOf,
  scoresOf,
  subjectsOfEvaluation,
} from '../../../database/evaluation/evaluation.store.js';
import type { EvaluationLaunchForm, SelfIndicatorForm } from '../../../domain/evaluation/forms.js';
import { indicatorsFor } from '../../../domain/evaluation/standard.js';
import { CITY } from '../../support/county.js';
import { decide, type World } from '../steps/world.js';

/** The city evaluates two of its counties and two of its bureaus. */
export async function launchEvaluation(
  world: World,
  change: Partial<EvaluationLaunchForm> = {},
  now = new Date('2027-12-01T09:00:00+08:00'),
): Promise<string> {
  const form: EvaluationLaunchForm = {
    title: '临沧市2027年双拥工作考评',
    recordsYear: 2027,
    regionCodes: ['530925', '530921'],
    unitIds: [await world.unit('市教育体育局'), await world.unit('市人社局')],
    dueDate: '2027-12-10',
    ...change,
  };
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{
          kind: 'evaluation',
          businessKey: `evaluation:${CITY}:${randomUUID()}`,
          regionCode: CITY,
          year: 2027,
        },
        title: form.title,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as { id: string }).id;
}

/** Every indicator without records is claimed whole; `change` says something else about some. */
export async function selfOf(
  world: World,
  id: string,
  kind: 'region' | 'unit',
  ...change: SelfIndicatorForm[]
): Promise<ReturnType<typeof decide>> {
  const { standard } = await evaluationOf(world.dataSource.manager, id);
  const manual = indicatorsFor(standard, kind).filter(({ evidence }) => evidence.kind === 'manual');
  const named = new Set(change.map(({ indicator }) => indicator));
  const indicators = [
    ...manual.map(({ key, points }) => ({ indicator: key, points, text: '有方案、有记录，材料在台账里。' })),
  ].filter(({ indicator }) => !named.has(indicator));
  return decide('submitted', { indicators: [...indicators, ...change] });
}

export async function subjectNamed(world: World, id: string, name: string) {
  const subject = (await subjectsOfEvaluation(world.dataSource.manager, id)).find((one) => one.name === name);
  if (!subject) throw new Error(`no subject ${name}`);
  return subject;
}

export async function scoreOf(world: World, id: string, name: string, indicator: string) {
  const { seq } = await subjectNamed(world, id, name);
  const score = (await scoresOf(world.dataSource.manager, id, seq)).find(
    (one) => one.indicator === indicator,
  );
  if (!score) throw new Error(`${name} has no ${indicator}`);
  return score;
}
