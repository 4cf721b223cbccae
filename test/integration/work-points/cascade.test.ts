import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStep } from '../../../database/steps/open-step.js';
import { pointsAbove, pointsBelow } from '../../../database/work-points/chain.repository.js';
import { setsBelow } from '../../../database/work-points/coverage.repository.js';
import { effectsOf } from '../../../database/processes/effects.js';
import { childIn } from '../circulars/circular-world.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { approved, point, pointsOf } from './points-world.js';

let world: World;
const now = at('2027-03-02T09:00');
const later = at('2027-03-05T10:00');

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const notices = async () => (await world.messages()).filter(({ name }) => name === 'notice');

/** The city's two points, forwarded to two counties. */
async function forwarded() {
  const points = [await point(world, '1', ['市教育体育局']), await point(world, '2', ['市人社局'])];
  const city = await approved(world, 'city.', { points, regionCodes: ['530921', '530925'] }, now);
  await world.messages();
  return {
    ...city,
    fengqing: await childIn(world, city.setId, '530921'),
    shuangjiang: await childIn(world, city.setId, '530925'),
  };
}

const split = (points: object[], none: object[] = []) =>
  decide('split', { points, none, opinions: [], copyUnitIds: [], regionCodes: [] });

describe('points that the city forwards to two counties', () => {
  it('begin there with the split: only ids and choices are told, and the same when it begins anew', async () => {
    const { shuangjiang, setId } = await forwarded();
    expect(await world.one(`select kind, title, parent_id from process where id = $1`, shuangjiang)).toEqual({
      kind: 'workPoints',
      title: '2027年双拥工作要点',
      parent_id: setId,
    });
    expect(await effectsOf('workPoints').inputOf?.(world.dataSource.manager, shuangjiang)).toEqual({
      fromAbove: true,
      drafted: false,
    });
    expect(await world.facts(setId, 'forwardedBelow')).toHaveLength(2);
    // Lower offices sign for it in their own process, not in the city's receipts.
    const receipts = await world.open(setId, 'receipts', now);
    const asked = await world.rows<{ unit: string }>(
      `select u.short_name as unit from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 1`,
      receipts,
    );
    expect(asked.map(({ unit }) => unit)).toEqual(['市人社局', '市教育体育局']);
  });

  it('are refused while one is neither split nor declared to be none of this level’s business', async () => {
    const { points, shuangjiang } = await forwarded();
    const [first, second] = points as [string, string];
    const step = await world.open(shuangjiang, 'split', now);
    const own = async (parentPointId?: string) =>
      point(world, '1', ['县教育体育局'], [], parentPointId ? { parentPointId } : {});
    const sign = (input: ReturnType<typeof split>) => world.sign('office', step, input, later);
    await expect(sign(split([await own(first)]))).rejects.toMatchObject({
      code: 'POINTS_NOT_SPLIT',
      params: { count: 1, points: '2“第2项要点”' },
    });
    const reason = '本县没有这类单位';
    const refused: [object[], object[], string][] = [
      [[await own()], [{ parentPointId: second, reason }], 'form.points[0].parentPointId'],
      [[await own(shuangjiang)], [{ parentPointId: second, reason }], 'form.points[0].parentPointId'],
      [[await own(first)], [{ parentPointId: first, reason }], 'form.none[0].parentPointId'],
      [
        [await own(first)],
        [
          { parentPointId: second, reason },
          { parentPointId: second, reason },
        ],
        'form.none[1].parentPointId',
      ],
    ];
    for (const [mine, none, field] of refused)
      await expect(sign(split(mine, none))).rejects.toMatchObject({ code: 'INVALID_FIELD', field });
    expect(await codeOf(sign(split([await own(first), await own(second)])))).toBe('done');
  });

  it('one county splits, one has no task for a point; the city goes on when both are approved', async () => {
    const { setId, points, fengqing, shuangjiang } = await forwarded();
    const [first, second] = points as [string, string];
    const unit = '凤庆县教育体育局';
    const mine = [
      await point(world, '1', [unit], [], { parentPointId: first }),
      await point(world, '2', [unit], [], { parentPointId: first }),
    ];
    const fengqingSplit = await world.open(fengqing, 'split', now);
    const declared = [{ parentPointId: second, reason: '本县没有这类任务' }];
    await world.sign('fengqing.office', fengqingSplit, split(mine, declared), later);
    // The office has the document from here on.
    expect((await world.facts(setId, 'documentReceived')).map(({ body }) => body['unitId'])).toHaveLength(1);
    expect(await notices()).toEqual([]);
    const approve = await world.open(fengqing, 'approve', later);
    await world.sign('fengqing.leader1', approve, decide('approved'), later);
    // It forwards to nobody; the city still waits for the other county.
    expect((await notices()).map(({ workflowId }) => workflowId)).toEqual([`workPoints:${fengqing}`]);
    const own = await world.rows(
      `select parent_point_id as parent, region_code from work_point where set_id = $1 order by seq`,
      fengqing,
    );
    expect(own).toEqual([
      { parent: first, region_code: '530921' },
      { parent: first, region_code: '530921' },
    ]);
    const document = await world.one<{ content: { kind: string; forwarded: { number: string } } }>(
      `select content from document where process_id = $1`,
      fengqing,
    );
    expect(document.content).toMatchObject({
      kind: 'forwarding',
      forwarded: { title: expect.stringContaining('印发') },
    });

    const shuangjiangSplit = await world.open(shuangjiang, 'split', now);
    const all = await Promise.all(
      points.map((parentPointId, index) =>
        point(world, String(index + 1), ['县教育体育局'], [], { parentPointId }),
      ),
    );
    await world.sign('office', shuangjiangSplit, split(all), later);
    await world.sign('leader1', await world.open(shuangjiang, 'approve', later), decide('approved'), later);
    expect((await notices()).map(({ workflowId, body }) => [workflowId, body])).toEqual([
      [`workPoints:${shuangjiang}`, { name: 'receivedBelow', id: shuangjiang }],
      [`workPoints:${setId}`, { name: 'receivedBelow', id: setId }],
    ]);
    await world.verified();
  });

  it('a county without any task has nothing to issue, and is done', async () => {
    const { points, shuangjiang } = await forwarded();
    const none = points.map((parentPointId) => ({ parentPointId, reason: '本县没有这类任务' }));
    const step = await world.open(shuangjiang, 'split', now);
    await world.sign('office', step, split([], none), later);
    await world.sign('leader1', await world.open(shuangjiang, 'approve', later), decide('approved'), later);
    expect(await world.rows(`select 1 from document where process_id = $1`, shuangjiang)).toEqual([]);
    expect((await notices()).map(({ body }) => body)).toEqual([
      { name: 'receivedBelow', id: shuangjiang },
      { name: 'mattersClosed', id: shuangjiang },
    ]);
  });

  it('returned by the 组长, the split is made anew: what was declared before is gone', async () => {
    const { points, shuangjiang } = await forwarded();
    const [first, second] = points as [string, string];
    const own = await point(world, '1', ['县教育体育局'], [], { parentPointId: first });
    const step = await world.open(shuangjiang, 'split', now);
    await world.sign('office', step, split([own], [{ parentPointId: second, reason: '没有' }]), later);
    const approve = await world.open(shuangjiang, 'approve', later);
    await world.sign('leader1', approve, decide('returned', undefined, '第二项本县有任务'), later);
    const again = await world.open(shuangjiang, 'split', later, 2);
    await world.sign('office', again, split([own, { ...own, number: '2', parentPointId: second }]), later);
    expect(await world.rows(`select 1 from work_point_none where set_id = $1`, shuangjiang)).toEqual([]);
    await world.sign(
      'leader1',
      await world.open(shuangjiang, 'approve', later, 2),
      decide('approved'),
      later,
    );
    expect(await pointsOf(world, shuangjiang)).toHaveLength(2);
  });

  it('does not wait for a county whose process was terminated', async () => {
    const { setId, fengqing, shuangjiang } = await forwarded();
    await world.end(fengqing, 'terminated', later);
    expect(await notices()).toEqual([]);
    await world.end(shuangjiang, 'terminated', later);
    expect((await notices()).map(({ workflowId }) => workflowId)).toEqual([`workPoints:${setId}`]);
  });
});

it('from the province through the city to the county: each level splits the points of the one above; the office may lead', async () => {
  const office = '云南省双拥办';
  const { setId, points } = await approved(
    world,
    'province.',
    { points: [await point(world, '1', [office])], regionCodes: ['5309'] },
    now,
    'province.office',
  );
  const [top] = points as [string];
  // Led by the office itself, it is the office's work; the issuer signs for nothing.
  const complete = await world.open(top, 'complete', now);
  expect(await world.owed(complete, { login: 'province.office' })).toBeDefined();
  expect(
    await openStep(world.dataSource.manager, { processId: setId, key: 'receipts', round: 1, now }),
  ).toMatchObject({ outcome: 'nobodyToAsk' });

  const city = await childIn(world, setId, '5309');
  const middle = await point(world, '1', ['市教育体育局'], [], { parentPointId: top });
  const down = { points: [middle], none: [], opinions: [], copyUnitIds: [], regionCodes: ['530925'] };
  await world.sign('city.office', await world.open(city, 'split', now), decide('split', down), later);
  await world.sign('city.leader1', await world.open(city, 'approve', later), decide('approved'), later);
  const [cityPoint] = (await pointsOf(world, city)) as [string];

  const county = await childIn(world, city, '530925');
  // The county answers to the city's points, not to the province's.
  const step = await world.open(county, 'split', later);
  const low = (parentPointId: string) => point(world, '1', ['县教育体育局'], [], { parentPointId });
  expect(await codeOf(world.sign('office', step, split([await low(top)]), later))).toBe('INVALID_FIELD');
  await world.sign('office', step, split([await low(cityPoint)]), later);
  await world.messages();
  await world.sign('leader1', await world.open(county, 'approve', later), decide('approved'), later);
  expect((await notices()).map(({ workflowId }) => workflowId)).toEqual([
    `workPoints:${county}`,
    `workPoints:${city}`,
  ]);

  const manager = world.dataSource.manager;
  const [own] = (await pointsOf(world, county)) as [string];
  const whole = { regions: ['53'], units: [] };
  expect((await pointsAbove(manager, whole, own)).map(({ id, visible }) => [id, visible])).toEqual([
    [cityPoint, true],
    [top, true],
  ]);
  const inside = { regions: ['5309'], units: [] };
  expect((await pointsAbove(manager, inside, own)).map(({ visible }) => visible)).toEqual([true, false]);
  expect((await pointsBelow(manager, whole, top)).map(({ id }) => id)).toEqual([cityPoint, own]);
  expect((await setsBelow(manager, setId)).map(({ processId }) => processId)).toEqual([setId, city, county]);
  await world.verified();
});
