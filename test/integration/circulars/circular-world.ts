import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { CircularLaunchForm } from '../../../domain/circulars/forms.js';
import { decide, type World } from '../steps/world.js';

/** Launches a circular as the office of a region would; under an id nobody had before, for the tests share one Temporal. */
export async function launchCircular(
  world: World,
  login: string,
  form: CircularLaunchForm,
  now: Date,
): Promise<string> {
  const signer = await world.as(login);
  const [position] = signer.positions;
  if (!position) throw new Error(`${login} holds no position`);
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'circular',
        businessKey: `circular:${position.regionCode}:${randomUUID()}`,
        regionCode: position.regionCode,
        year: now.getFullYear(),
        title: form.title,
      },
      { form, unitId: null },
      actorOf(signer, position),
      now,
    ),
  );
  if (!process) throw new Error('launched already');
  return process.id;
}

/** Opens the step as the workflow would, and decides it. */
export async function signStep(
  world: World,
  login: string,
  processId: string,
  key: string,
  decision: string,
  form: object | undefined,
  now: Date,
  round = 1,
): Promise<void> {
  const step = await world.open(processId, key, now, round);
  await world.sign(login, step, decide(decision, form, '办理意见'), now);
}

export const NOTICE = {
  issuer: '云南省双拥工作领导小组办公室',
  number: '云拥办〔2027〕1号',
  title: '2027年云南省双拥工作要点',
  text: '第一段。\n第二段。',
  receivedDate: '2027-03-01',
};

export const SIX = ['模范城创建', '工作机制', '宣传教育', '支持部队', '助力地方', '工作成效'].map(
  (title) => ({
    title,
    text: `抓好${title}各项任务的落实。`,
  }),
);

/** A region's important circular up to its issue: registered, with opinions, reviewed, signed. */
export async function issued(
  world: World,
  prefix: string,
  addressees: object,
  now: Date,
  source: object = NOTICE,
): Promise<string> {
  const title = '转发省双拥工作要点';
  const id = await launchCircular(world, `${prefix}office`, { title, circularKind: 'important' }, now);
  await signStep(world, `${prefix}office`, id, 'register', 'registered', source, now);
  await issueFrom(world, prefix, id, { opinions: SIX, ...addressees }, now);
  return id;
}

/** From the opinions to the issue. */
export async function issueFrom(
  world: World,
  prefix: string,
  id: string,
  opinions: object,
  now: Date,
): Promise<void> {
  await signStep(world, `${prefix}office`, id, 'opinions', 'drafted', opinions, now);
  await signStep(world, `${prefix}director`, id, 'review', 'approved', undefined, now);
  await signStep(world, `${prefix}leader1`, id, 'sign', 'signed', undefined, now);
  await signStep(world, `${prefix}office`, id, 'issue', 'issued', undefined, now);
}

export async function childIn(world: World, parentId: string, regionCode: string): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `select id from process where parent_id = $1 and region_code = $2`,
    parentId,
    regionCode,
  );
  return id;
}
