import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../database/processes/launch-process.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { allPresent } from '../integration/meetings-world.js';
import { decide } from '../integration/steps/world.js';
import { COUNTY } from '../support/county.js';
import { record, startStand, until, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const today = civilDateOf(new Date());
const received = decide('received');
const handle = (id: string) => stand.handle(id, 'plannedEvent');

async function launched(): Promise<string> {
  const { world } = stand;
  const form = {
    eventKind: 'supervision',
    title: '双拥工作督导检查',
    date: addDays(today, 5),
    purpose: '看政策落实情况。',
    leaderPositionIds: [],
    unitIds: [await world.unit('县财政局')],
    visitedUnitIds: [await world.unit('县住建局')],
  };
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind: 'plannedEvent',
        businessKey: `plannedEvent:${COUNTY}:${randomUUID()}`,
        regionCode: COUNTY,
        year: 2027,
        title: form.title,
      },
      { form, unitId: null },
      null,
      new Date(),
    ),
  );
  return (process as { id: string }).id;
}

async function prepared(id: string): Promise<void> {
  const { world } = stand;
  const plan = decide('prepared', {
    startsAt: `${addDays(today, 5)}T09:00+08:00`,
    place: '县双拥办集合',
    arrangements: ['上午到县住建局'],
    leaderPositionIds: [],
    unitIds: [await world.unit('县财政局')],
    visitedUnitIds: [await world.unit('县住建局')],
  });
  await stand.sign('office', id, 'prepare', plan);
}

async function held(id: string, round = 1): Promise<void> {
  await stand.stepOf(id, 'hold', round);
  await stand.world.rows(`update meeting set starts_at = starts_at - interval '7 days' where id = $1`, id);
  await stand.sign('office', id, 'hold', await allPresent(stand.world, id), round);
}

async function recorded(id: string, problems: object[], round = 1): Promise<void> {
  const visits = [{ unitId: await stand.world.unit('县住建局'), found: '有一处标志缺失。' }];
  const form = { summary: '检查了一个单位。', visits, problems };
  await stand.sign('office', id, 'record', decide('recorded', form), round);
}

describe('an event of the standing systems', () => {
  it('is put off, held, sent back by the director; ends when its problem is struck off, through a restart', async () => {
    const id = await launched();
    await prepared(id);
    await stand.sign('liaison.housing', id, 'notified', received);
    const later = { startsAt: `${addDays(today, 6)}T09:00+08:00` };
    await stand.sign('office', id, 'hold', decide('postponed', later, '组长出差'));
    await stand.sign('liaison.finance', id, 'notified', received, 2);
    await held(id, 2);
    const problem = {
      title: '补设优先标志',
      leadUnitId: await stand.world.unit('县住建局'),
      cooperatingUnitIds: [await stand.world.unit('县财政局')],
      measures: '现场补设。',
      limitDate: addDays(today, 60),
    };
    await recorded(id, [problem]);
    const confirm = await stand.stepOf(id, 'confirm');
    await stand.world.sign(
      'director',
      confirm,
      { action: 'return', to: 'record', opinion: '措施再具体' },
      new Date(),
    );
    await stand.stepOf(id, 'record', 2);
    await stand.stopWorker();
    await recorded(id, [problem], 2);
    await stand.startWorker();
    await stand.sign('director', id, 'confirm', decide('confirmed'), 2);
    const child = await until(
      'the problem',
      async () =>
        (await stand.world.rows<{ id: string }>(`select id from matter where source_id = $1`, id))[0]?.id,
    );
    await stand.sign(
      'liaison.housing',
      child,
      'solve',
      decide('done', { result: '已补设', withoutReplies: '经费已落实' }),
    );
    await stand.sign('office', child, 'review', decide('closed'));
    expect(await stand.ended(child, 'decidedMatter')).toEqual({ outcome: 'finished' });
    expect(await stand.ended(id, 'plannedEvent')).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      'prepare 1 prepared',
      'notified 1 cancelled',
      'hold 1 postponed',
      'notified 2 cancelled',
      'hold 2 held',
      'record 1 recorded',
      'confirm 1 return:record',
      'record 2 recorded',
      'confirm 2 confirmed',
    ]);
    await record('planned-event.returned', handle(id));
    await stand.world.verified();
  });

  it('is called off once everybody was told', async () => {
    const id = await launched();
    await prepared(id);
    await stand.stepOf(id, 'notified');
    await stand.sign('office', id, 'hold', decide('calledOff', undefined, '防汛应急'));
    expect(await stand.ended(id, 'plannedEvent')).toEqual({ outcome: 'calledOff' });
    expect(await stand.path(id)).toEqual(['prepare 1 prepared', 'notified 1 cancelled', 'hold 1 calledOff']);
    await record('planned-event.called-off', handle(id));
  });

  it('finds no problem and is over', async () => {
    const id = await launched();
    await prepared(id);
    await held(id);
    await recorded(id, []);
    expect(await stand.ended(id, 'plannedEvent')).toEqual({ outcome: 'finished' });
    await record('planned-event.nothing-found', handle(id));
    await stand.world.verified();
  });
});
