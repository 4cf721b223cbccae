import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { PointForm, WorkPointsLaunchForm } from '../../../domain/work-points/forms.js';
import { decide, type World } from '../steps/world.js';

/** A point as the office confirmed it, units by their short names. */
export async function point(
  world: World,
  number: string,
  leads: string[],
  cooperating: string[] = [],
  rest: Partial<PointForm> = {},
): Promise<PointForm> {
  return {
    number,
    section: '一、宣传教育',
    title: `第${number}项要点`,
    text: `抓好第${number}项任务。`,
    leadUnitIds: await Promise.all(leads.map((name) => world.unit(name))),
    cooperatingUnitIds: await Promise.all(cooperating.map((name) => world.unit(name))),
    quantities: [],
    ...rest,
  };
}

/** Launches a set as the office of a region would; under an id nobody had before, for the tests share one Temporal. */
export async function launchPoints(
  world: World,
  login: string,
  form: Partial<WorkPointsLaunchForm>,
  now: Date,
): Promise<string> {
  const signer = await world.as(login);
  const [position] = signer.positions;
  if (!position) throw new Error(`${login} holds no position`);
  const { regionCode } = position;
  const title = form.title ?? '2027年双拥工作要点';
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'workPoints',
        businessKey: `workPoints:${regionCode}:${randomUUID()}`,
        regionCode,
        year: now.getFullYear(),
        title,
      },
      { form: { ...form, title }, unitId: null },
      actorOf(signer, position),
      now,
    ),
  );
  if (!process) throw new Error('launched already');
  return process.id;
}

/** Launched with its points and approved at once; the points in their order. */
export async function approved(
  world: World,
  prefix: string,
  form: Partial<WorkPointsLaunchForm>,
  now: Date,
  leader = `${prefix}leader1`,
): Promise<{ setId: string; points: string[] }> {
  const setId = await launchPoints(world, `${prefix}office`, form, now);
  const step = await world.open(setId, 'approve', now);
  await world.sign(leader, step, decide('approved'), now);
  return { setId, points: await pointsOf(world, setId) };
}

export async function pointsOf(world: World, setId: string): Promise<string[]> {
  const rows = await world.rows<{ id: string }>(
    `select id from work_point where set_id = $1 order by seq`,
    setId,
  );
  return rows.map(({ id }) => id);
}

export const completed = (evidence?: string) =>
  decide('completed', { result: '已按分工完成', ...(evidence ? { evidence } : {}) });

export const reported = (percent: number) => decide('reported', { summary: '按计划推进', percent });
