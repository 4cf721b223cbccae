import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionsOf } from '../../database/evaluation/objection.store.js';
import { addDays, civilDateOf, yearOf } from '../../domain/time/zone.js';
import { launchEvaluation, selfOf } from '../integration/evaluation/evaluation-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const approved = decide('approved');
const received = decide('received');
const reviewed = decide('reviewed', { scores: [], vetoes: [] });
const handle = (id: string) => stand.handle(id, 'evaluation');

async function launched(...units: string[]): Promise<string> {
  const { world } = stand;
  const now = new Date();
  const unitIds = await Promise.all(units.map((unit) => world.unit(unit)));
  const change = {
    recordsYear: yearOf(now),
    dueDate: addDays(civilDateOf(now), 7),
    regionCodes: [],
    unitIds,
  };
  return launchEvaluation(world, change, now);
}

/** As the clock does when a step's time is over. */
async function timeIsOver(id: string, key: string): Promise<void> {
  const step = await stand.stepOf(id, key);
  await stand.world.rows(
    `update assignment set deadline_at = now() - interval '1 minute' where step_id = $1 and state = 'open'`,
    step,
  );
  await stand.world.rows(
    `update step set deadline_at = now() - interval '1 minute', check_at = now() - interval '1 minute' where id = $1`,
    step,
  );
  await stand.world.serve(new Date());
}

describe('an evaluation', () => {
  it('goes on without who is missing, is sent back once, given, and final when the window is over', async () => {
    const id = await launched('市教育体育局', '市人社局');
    await stand.sign('city.liaison.labour', id, 'selfAssess', await selfOf(stand.world, id, 'unit'));
    await timeIsOver(id, 'selfAssess');
    await stand.sign('city.office', id, 'review', reviewed);
    const check = await stand.stepOf(id, 'check');
    const back = { action: 'return', to: 'review', opinion: '再核一遍' } as const;
    await stand.world.sign('city.director', check, back, new Date());
    await stand.stepOf(id, 'review', 2);
    await stand.stopWorker();
    await stand.sign('city.office', id, 'review', reviewed, 2);
    await stand.startWorker();
    await stand.sign('city.director', id, 'check', approved, 2);
    await stand.sign('city.leader1', id, 'approve', approved);
    for (const login of ['city.liaison.labour', 'city.liaison.education'])
      await stand.sign(login, id, 'receipts', received);
    await timeIsOver(id, 'object');
    expect(await stand.ended(id, 'evaluation')).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      'selfAssess 1 deadline',
      'review 1 reviewed',
      'check 1 return:review',
      'review 2 reviewed',
      'check 2 approved',
      'approve 1 approved',
      'receipts 1 received',
      'object 1 over',
      'answer 1 none',
    ]);
    await record('evaluation.silence', handle(id));
    await stand.world.verified();
  });

  it('answers an objection, has it confirmed, and gives the final result', async () => {
    const id = await launched('市委宣传部');
    await stand.sign('city.liaison.publicity', id, 'selfAssess', await selfOf(stand.world, id, 'unit'));
    const unitId = await stand.world.unit('市委宣传部');
    const cut = { unitId, indicator: 'services', points: 2, reason: '材料不全。' };
    await stand.sign('city.office', id, 'review', decide('reviewed', { scores: [cut], vetoes: [] }));
    await stand.sign('city.director', id, 'check', approved);
    await stand.sign('city.leader1', id, 'approve', approved);
    await stand.sign('city.liaison.publicity', id, 'receipts', received);
    const objection = { indicator: 'services', points: 4, reason: '补交了材料。' };
    await stand.sign('city.liaison.publicity', id, 'object', decide('objected', { objections: [objection] }));
    await stand.stepOf(id, 'answer');
    const [objected] = await objectionsOf(stand.world.dataSource.manager, id);
    const answer = { objectionId: objected?.id, upheld: true, points: 4, reason: '属实。' };
    await stand.sign('city.director', id, 'answer', decide('answered', { answers: [answer] }));
    await stand.sign('city.leader1', id, 'confirm', decide('confirmed'));
    await stand.sign('city.liaison.publicity', id, 'finalReceipts', received);
    expect(await stand.ended(id, 'evaluation')).toEqual({ outcome: 'finished' });
    expect((await stand.path(id)).slice(-4)).toEqual([
      'object 1 objected',
      'answer 1 answered',
      'confirm 1 confirmed',
      'finalReceipts 1 received',
    ]);
    await record('evaluation.objected', handle(id));
  });
});
