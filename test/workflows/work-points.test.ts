import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enqueue } from '../../database/processes/outbox.repository.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { childIn } from '../integration/circulars/circular-world.js';
import { decide } from '../integration/steps/world.js';
import {
  completed,
  launchPoints,
  point,
  pointsOf,
  reported,
} from '../integration/work-points/points-world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const launch = (login: string, form: object) => launchPoints(stand.world, login, form, new Date());
const started = (setId: string, count: number): Promise<string[]> =>
  until(`${count} points`, async () => {
    const points = await pointsOf(stand.world, setId);
    return points.length === count && points;
  });
const replied = decide('replied', { reply: '已落实' });
const points = (id: string) => stand.handle(id, 'workPoints');

/** As the API does it: tables and order to the workflow in one transaction. */
async function terminate(processId: string, kind: string): Promise<void> {
  await stand.world.end(processId, 'terminated', new Date());
  await enqueue(stand.world.dataSource.manager, new Date(), [
    { kind: 'signal', workflowId: `${kind}:${processId}`, signal: 'end', payload: { outcome: 'terminated' } },
  ]);
}

describe('work points', () => {
  it('launched by title, drafted, returned, approved; two leads complete, the office returns and closes; through a restart', async () => {
    const { world } = stand;
    const setId = await launch('office', {});
    const form = {
      points: [
        await point(world, '1', ['县教育体育局', '县住建局'], ['县财政局']),
        await point(world, '2', ['县财政局'], [], { repliesOptional: true }),
      ],
      opinions: [],
      copyUnitIds: [],
      regionCodes: [],
    };
    await stand.sign('office', setId, 'draft', decide('drafted', form));
    await stand.sign('leader1', setId, 'approve', decide('returned', undefined, '分工再细化'));
    await stand.sign('office', setId, 'draft', decide('drafted', form), 2);
    await stand.sign('leader1', setId, 'approve', decide('approved'), 2);
    const [first, second] = (await started(setId, 2)) as [string, string];

    await stand.sign('liaison.finance', first, 'cooperate', replied);
    await stand.sign('liaison.education', first, 'complete', completed('档案室'));
    await stand.stopWorker();
    await stand.sign('liaison.housing', first, 'complete', completed('档案室'));
    await stand.startWorker();
    await stand.sign('office', first, 'review', decide('returned', undefined, '照片不全'));
    await stand.sign('liaison.education', first, 'complete', completed('补充照片'), 2);
    await stand.sign('liaison.housing', first, 'complete', completed('档案室'), 2);
    await stand.sign('director', first, 'review', decide('closed'), 2);
    expect(await stand.ended(first, 'workPoint')).toEqual({ outcome: 'finished' });
    const path = (await stand.path(first)).filter((step) => !step.startsWith('progress'));
    expect(path).toEqual([
      'cooperate 1 replied',
      'complete 1 completed',
      'review 1 returned',
      'complete 2 completed',
      'review 2 closed',
    ]);

    // The last point is given up; the set waits for its receipts alone.
    await stand.stepOf(second, 'complete');
    await terminate(second, 'workPoint');
    expect(await stand.ended(second, 'workPoint')).toEqual({ outcome: 'terminated' });
    for (const login of ['liaison.education', 'liaison.housing'])
      await stand.sign(login, setId, 'receipts', decide('received'));
    await until('the set to wait for one receipt', async () =>
      (await waitsFor(points(setId))).includes('receipts 1'),
    );
    await stand.sign('liaison.finance', setId, 'receipts', decide('received'));
    expect(await stand.ended(setId, 'workPoints')).toEqual({ outcome: 'finished' });
    await record('work-points.drafted', points(setId));
    await record('work-point.returned', stand.handle(first, 'workPoint'));
    await record('work-point.terminated', stand.handle(second, 'workPoint'));
    await world.verified();
  });

  it('go down from the city to two counties; it waits until both have taken them over', async () => {
    const { world } = stand;
    const city = await launch('city.office', {
      points: [await point(world, '1', ['市教育体育局'])],
      regionCodes: ['530921', '530925'],
    });
    await stand.sign('city.leader1', city, 'approve', decide('approved'));
    const [upper] = (await started(city, 1)) as [string];
    await stand.sign('city.liaison.education', city, 'receipts', decide('received'));
    await stand.sign('city.liaison.education', upper, 'complete', completed('档案室'));
    await stand.sign('city.office', upper, 'review', decide('closed'));
    await until('the city to wait for its counties alone', async () => {
      const waiting = await waitsFor(points(city));
      return waiting.length === 0;
    });

    const fengqing = await childIn(world, city, '530921');
    const own = await point(world, '1', ['凤庆县教育体育局'], [], { parentPointId: upper });
    const form = { none: [], opinions: [], copyUnitIds: [], regionCodes: [] };
    await stand.sign('fengqing.office', fengqing, 'split', decide('split', { ...form, points: [own] }));
    await stand.sign('fengqing.leader1', fengqing, 'approve', decide('approved'));
    const [lower] = (await started(fengqing, 1)) as [string];
    await stand.sign('fengqing.liaison.education', lower, 'complete', completed('档案室'));
    await stand.sign('fengqing.office', lower, 'review', decide('closed'));
    await stand.sign('fengqing.liaison.education', fengqing, 'receipts', decide('received'));
    expect(await stand.ended(fengqing, 'workPoints')).toEqual({ outcome: 'finished' });
    expect(await world.one(`select state from process where id = $1`, city)).toEqual({ state: 'running' });

    const shuangjiang = await childIn(world, city, '530925');
    const none = [{ parentPointId: upper, reason: '本县没有这类任务' }];
    await stand.sign('office', shuangjiang, 'split', decide('split', { ...form, points: [], none }));
    await stand.sign('leader1', shuangjiang, 'approve', decide('approved'));
    expect(await stand.ended(shuangjiang, 'workPoints')).toEqual({ outcome: 'finished' });
    expect(await stand.ended(city, 'workPoints')).toEqual({ outcome: 'finished' });
    await record('work-points.forwarded', points(city));
    await record('work-points.from-above', points(fengqing));
    await record('work-points.no-task', points(shuangjiang));
    await record('work-point.straight', stand.handle(upper, 'workPoint'));
    await world.verified();
  });

  it('a quarter is asked for beside the main line and does not hold it up', async () => {
    const { world } = stand;
    const setId = await launch('office', { points: [await point(world, '1', ['县教育体育局', '县住建局'])] });
    await stand.sign('leader1', setId, 'approve', decide('approved'));
    const [id] = (await started(setId, 1)) as [string];
    await stand.stepOf(id, 'complete');
    // Begun anew with its first quarters already here, as after the restoration of a backup.
    await stand.handle(id, 'workPoint').terminate('the test begins it anew');
    const past = new Date(Date.now() - 1000).toISOString();
    await enqueue(world.dataSource.manager, new Date(), [
      {
        kind: 'start',
        workflowId: `workPoint:${id}`,
        workflow: 'workPoint',
        input: { processId: id, year: 2027, begunOn: civilDateOf(new Date()), reportsFrom: [past, past] },
      },
    ]);
    await stand.sign('liaison.education', id, 'progress', reported(40), 1);
    await stand.sign('liaison.housing', id, 'progress', reported(60), 1);
    await stand.sign('liaison.education', id, 'progress', reported(70), 2);
    await stand.sign('liaison.education', id, 'complete', completed('档案室'));
    await stand.sign('liaison.housing', id, 'complete', completed('档案室'));
    await stand.sign('office', id, 'review', decide('closed'));
    expect(await stand.ended(id, 'workPoint')).toEqual({ outcome: 'finished' });
    expect((await stand.path(id)).sort()).toEqual([
      'complete 1 completed',
      'progress 1 reported',
      'progress 2 cancelled',
      'review 1 closed',
    ]);
    await record('work-point.reported', stand.handle(id, 'workPoint'));
    await world.verified();
  });
});
