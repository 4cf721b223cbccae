import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { subjectsOf } from '../../database/organisation/subjects.js';
import { startProcess } from '../../database/processes/start-process.js';
import { startRectifications } from '../../database/rectifications/start-rectifications.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, type Stand } from './stand.js';

const CITY = '6404';
const today = civilDateOf(new Date());
const dueDate = addDays(today, 30);
const planned = decide('planned', { measures: '逐项补齐。', dueDate });
const rectified = decide('rectified', { result: '已经补齐。', evidence: '附目录。' });

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const ended = (id: string) => stand.ended(id, 'rectification');

/** Problems with 西吉县, found by a process of the city. */
function found(times: number): Promise<string[]> {
  const { manager } = stand.world.dataSource;
  return manager.transaction(async (tx) => {
    const [subject] = await subjectsOf(tx, CITY, { regionCodes: ['640422'], unitIds: [] }, today, 'form');
    let ids: string[] = [];
    await startProcess(
      tx,
      {
        ...{
          kind: 'dualList',
          businessKey: `dualList:${randomUUID()}`,
          regionCode: CITY,
          year: 2027,
          title: '督查',
        },
        async write(context) {
          const problem = {
            dimension: 'organisation',
            title: '台账不全',
            detail: '缺台账。',
            sourceRef: '通报',
          } as const;
          ids = await startRectifications(
            context,
            Array.from({ length: times }, () => ({
              ...problem,
              subject: subject!,
              measuresAsked: '',
              limitDate: dueDate,
            })),
          );
          return {};
        },
      },
      null,
      new Date(),
    );
    return ids;
  });
}

describe('a rectification', () => {
  it('goes straight, by a dispute that fails and a re-check that sends back, or ends by one that holds', async () => {
    const [straight, around, wrong] = (await found(3)) as [string, string, string];
    await stand.sign('xiji.office', straight, 'plan', planned);
    await stand.sign('xiji.office', straight, 'rectify', rectified);
    await stand.sign(
      'guyuan.office',
      straight,
      'verify',
      decide('accepted', { method: 'documents', found: '属实。' }),
    );
    expect(await ended(straight)).toEqual({ outcome: 'finished' });

    await stand.sign('xiji.office', around, 'plan', decide('disputed', undefined, '台账在档案室'));
    await stand.sign('guyuan.director', around, 'dispute', decide('upheld', undefined, '查验时没有'));
    await stand.sign('xiji.office', around, 'plan', planned, 2);
    await stand.stepOf(around, 'rectify');
    await stand.stopWorker();
    await stand.sign('xiji.office', around, 'rectify', rectified);
    await stand.startWorker();
    await stand.sign('guyuan.office', around, 'verify', decide('returned', undefined, '还缺一册'));
    await stand.sign('xiji.office', around, 'rectify', rectified, 2);
    await stand.sign(
      'guyuan.office',
      around,
      'verify',
      decide('accepted', { method: 'onSite', found: '齐全。' }),
      2,
    );
    expect(await ended(around)).toEqual({ outcome: 'finished' });
    expect(await stand.path(around)).toEqual([
      'plan 1 disputed',
      'dispute 1 upheld',
      'plan 2 planned',
      'rectify 1 rectified',
      'verify 1 returned',
      'rectify 2 rectified',
      'verify 2 accepted',
    ]);

    await stand.sign('xiji.office', wrong, 'plan', decide('disputed', undefined, '不是本县'));
    await stand.sign('guyuan.director', wrong, 'dispute', decide('unfounded', undefined, '登记有误'));
    expect(await ended(wrong)).toEqual({ outcome: 'unfounded' });
    await record('rectification.straight', stand.handle(straight, 'rectification'));
    await record('rectification.returned', stand.handle(around, 'rectification'));
    await record('rectification.unfounded', stand.handle(wrong, 'rectification'));
  });
});
