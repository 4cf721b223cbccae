import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { tellOfTitles } from '../../../database/honours/tell-of-titles.js';
import { unitById } from '../../../database/organisation/unit.repository.js';
import { actorOf } from '../../../database/steps/acting.js';
import { handOver } from '../../../database/steps/participants.js';
import type { ChangeInput } from '../../../domain/change-orders/forms.js';
import { at, createWorld, decide, type World } from '../steps/world.js';
import {
  CITY,
  commendationForm,
  DEEDS,
  launch,
  LAUNCHED,
  modelCityForm,
  playedIn,
  recommended,
} from './honours-world.js';

let world: World;
let play: ReturnType<typeof playedIn>;
beforeAll(async () => {
  world = await createWorld();
  play = playedIn(world);
});
afterAll(() => world.stop());

const LATER = at('2026-09-07T09:00:00');

async function change(processId: string, changes: ChangeInput[], now = LATER): Promise<string | null> {
  const form = { processId, title: '单位变更', reason: '机构改革', changes };
  const process = {
    ...{ kind: 'changeOrder', businessKey: randomUUID(), regionCode: CITY, year: 2026, title: form.title },
  };
  const started = await world.dataSource.transaction((tx) =>
    launchProcess(tx, process, { form, unitId: null }, null, now),
  );
  const approve = await world.open(started!.id, 'approve', now);
  return (await world.sign('guyuan.director', approve, decide('approved'), now)).outcome;
}

/** The sentence in which the order says what does not hold. */
const refusal = (processId: string, changes: ChangeInput[]) =>
  change(processId, changes).then(
    () => '',
    (error: Error) => error.message,
  );

const asked = async (stepId: string) =>
  (
    await world.rows<{ name: string }>(
      `select u.short_name as name from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 and a.state = 'open'
       order by u.region_code, u.short_name`,
      stepId,
    )
  ).map(({ name }) => name);

const recommenders = (processId: string) =>
  world.rows<{ name: string; by: string; unit: string }>(
    `select c.name, r.short_name as by, h.short_name as unit from candidate c join unit r on r.id = c.recommender_unit_id
       join unit h on h.id = c.holder_unit_id where c.process_id = $1 order by c.seq`,
    processId,
  );

describe('the units of a commendation', () => {
  it('one takes another one’s place with what it recommended, one comes late, one is asked no more', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.justice', step, recommended('田小禾'), LAUNCHED, '市司法局');
    await world.sign('guyuan.liaison.tax', step, recommended(), LAUNCHED, '市税务局');
    await world.sign('guyuan.liaison.science', step, decide('none'), LAUNCHED, '市科技局');
    const [industry, tax] = [await world.unit('市工信局'), await world.unit('市税务局')];
    // Sent back to the units: what they recommended stays until they hand in anew.
    const again = await world.open(id, 'recommend', LAUNCHED, 2);
    expect(
      await change(id, [
        { type: 'unit', assignmentId: await world.owed(again, { unit: '市司法局' }), toUnitId: industry },
        { type: 'addUnit', stepId: again, unitId: await world.unit('市民政局') },
        { type: 'removeUnit', stepId: again, unitId: tax },
      ]),
    ).toBe('approved');
    expect(await asked(again)).toEqual(['市工信局', '市民政局', '市科技局']);
    // A title is for who earned it; who recommended it answers for the recommendation.
    expect(await recommenders(id)).toEqual([
      { name: '固原市司法局', by: '市工信局', unit: '市司法局' },
      { name: '田小禾', by: '市工信局', unit: '市司法局' },
      { name: '固原市税务局', by: '市税务局', unit: '市税务局' },
    ]);
    await world.sign('guyuan.liaison.science', again, decide('none'), LATER, '市科技局');
    const own = { awardId: '2', name: '马小麦', post: '科员', deeds: DEEDS };
    const [login] = await world.rows<{ login: string }>(
      `select c.login from account c join appointment a on a.person_id = c.person_id join position o on o.id = a.position_id
       where o.unit_id = $1 and o.kind = 'liaison'`,
      industry,
    );
    await world.sign(login!.login, again, decide('recommended', { candidates: [own] }), LATER, '市工信局');
    expect((await recommenders(id)).map(({ name, by }) => [name, by])).toEqual([
      ['固原市税务局', '市税务局'],
      ['马小麦', '市工信局'],
    ]);
    await world.verified();
  });

  it('nobody comes once somebody was examined, and the last one stays', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.tax', step, recommended(), LAUNCHED, '市税务局');
    await world.serve(at('2026-09-12T00:00:01'));
    const late: ChangeInput = {
      ...{ type: 'addUnit', stepId: step, unitId: await world.unit('市民政局'), toDate: '2026-09-30' },
    };
    await play.examine(id);
    expect(await refusal(id, [late])).toMatch(/审查/);
    // Whoever is late all the same is chased no more.
    const gone: ChangeInput = { type: 'removeUnit', stepId: step, unitId: await world.unit('市科技局') };
    expect(await change(id, [gone], at('2026-09-16T09:00:00'))).toBe('approved');

    const alone = await launch(
      world,
      'commendation',
      await commendationForm(world, { unitIds: [await world.unit('市科技局')] }),
      LAUNCHED,
    );
    const only = await world.open(alone, 'recommend', LAUNCHED);
    const last: ChangeInput = { type: 'removeUnit', stepId: only, unitId: await world.unit('市科技局') };
    expect(await refusal(alone, [last])).toContain('不能减去最后一位');
  });
});

describe('a unit that is merged into another', () => {
  it('stays the candidate it was, and so do its people: the office is told by name', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.justice', step, recommended('田小禾'), LAUNCHED, '市司法局');
    await world.sign('guyuan.liaison.tax', step, recommended(), LAUNCHED, '市税务局');
    const { manager } = world.dataSource;
    const told = async (name: string, successorId: string | null) => {
      const unit = (await unitById(manager, await world.unit(name)))!;
      await tellOfTitles(manager, { ...unit, successorId }, LATER);
      return world.rows<{ login: string; body: { step: string; about: string } }>(
        `select c.login, n.body from notice n join account c on c.person_id = n.person_id
         where n.kind = 'candidaciesLeft' and n.process_id = $1`,
        id,
      );
    };
    expect(await told('市科技局', null)).toEqual([]);
    const [notice, ...others] = await told('市司法局', await world.unit('市科技局'));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      login: 'guyuan.director',
      body: { step: '2 个推荐对象', about: '市司法局（并入市科技局）' },
    });
    // Who was struck off isn't a candidate any more.
    await world.rows(`update candidate set state = 'struck' where process_id = $1`, id);
    expect(await told('市税务局', null)).toEqual([notice]);
    expect((await recommenders(id)).map(({ unit }) => unit)).toEqual(['市司法局', '市司法局', '市税务局']);
  });

  it('leaves its recommendation to it: the successor owes both, and what it said itself stays', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.justice', step, recommended('田小禾'), LAUNCHED, '市司法局');
    await world.sign('guyuan.liaison.tax', step, recommended(), LAUNCHED, '市税务局');
    const [tax, science] = [await world.unit('市税务局'), await world.unit('市科技局')];
    const signer = await world.as('guyuan.office');
    const hand = (unitId: string, successorId: string) =>
      world.dataSource.transaction((tx) =>
        handOver(
          tx,
          actorOf(signer, signer.positions[0]!),
          { unitId, successorId, reason: '机构改革' },
          LATER,
        ),
      );
    await hand(await world.unit('市司法局'), tax);
    // The one that has not said anything yet.
    await hand(science, tax);
    expect((await recommenders(id)).map(({ by, unit }) => [by, unit])).toEqual([
      ['市税务局', '市司法局'],
      ['市税务局', '市司法局'],
      ['市税务局', '市税务局'],
    ]);
    await world.sign('guyuan.liaison.tax', step, decide('none'), LATER, '市税务局');
    expect(await recommenders(id)).toHaveLength(3);
    expect(
      await world.one(`select recommender_unit_ids as ids from naming where process_id = $1`, id),
    ).toEqual({ ids: [tax] });
    await world.verified();
  });
});

describe('the regions of a model city round', () => {
  it('one applies late and one is asked no more, but none for another', async () => {
    const form = modelCityForm({ regionCodes: ['640422', '640423'] });
    const id = await launch(world, 'modelCity', form, LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    const [longde, pengyang] = [await world.unit('隆德县双拥办'), await world.unit('彭阳县双拥办')];
    const instead: ChangeInput = {
      ...{ type: 'unit', toUnitId: pengyang, assignmentId: await world.owed(step, { unit: '隆德县双拥办' }) },
    };
    expect(await refusal(id, [instead])).toContain('不能由别的地区代替');
    expect(
      await refusal(id, [{ type: 'addUnit', stepId: step, unitId: await world.unit('市科技局') }]),
    ).toMatch(/地区|双拥办/);
    expect(
      await change(id, [
        { type: 'addUnit', stepId: step, unitId: pengyang },
        { type: 'removeUnit', stepId: step, unitId: longde },
      ]),
    ).toBe('approved');
    expect(await asked(step)).toEqual(['西吉县双拥办', '彭阳县双拥办']);
    await world.sign('pengyang.office', step, decide('applied', { deeds: DEEDS }), LATER);
    const { codes } = await world.one<{ codes: string[] }>(
      `select region_codes as codes from naming where process_id = $1`,
      id,
    );
    expect(codes).toEqual(['640422', '640425']);
    await world.verified();
  });
});
