import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lockHolders } from '../../../database/honours/honour.store.js';
import { pauseProcess } from '../../../database/pauses/pause-process.js';
import { resumeProcess } from '../../../database/pauses/resume-process.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import { signalsFor } from '../../../database/vetoes/signals.repository.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import {
  candidates,
  CITY,
  commendationForm,
  confirmedVeto,
  LAST_MOMENT,
  launch,
  LAUNCHED,
  objection,
  OVER,
  playedIn,
  PUBLISHED,
  recommended,
  states,
} from './honours-world.js';

let world: World;
let play: ReturnType<typeof playedIn>;
beforeAll(async () => {
  world = await createWorld();
  play = playedIn(world);
});
afterAll(() => world.stop());

describe('the public notice', () => {
  it('lasts so many working days, to the last moment of the last one; 调休 counts', async () => {
    const id = await play.toNotice();
    const objections = await world.open(id, 'objections', PUBLISHED);
    expect(await world.one(`select deadline_at from step where id = $1`, objections)).toEqual({
      deadline_at: at('2026-10-10T23:59:59.999'),
    });
    expect(
      await world.one(`select notice_from::text, notice_until::text from naming where process_id = $1`, id),
    ).toEqual({ notice_from: '2026-09-28', notice_until: '2026-10-10' });
    await world.serve(LAST_MOMENT);
    expect(await world.one(`select state from step where id = $1`, objections)).toEqual({ state: 'open' });
    // Registered in the last second: the window has a next round, and is over with it.
    await world.sign(
      'guyuan.office',
      objections,
      await objection(world, id, '田小禾', '2026-10-10'),
      LAST_MOMENT,
    );
    const next = await world.open(id, 'objections', LAST_MOMENT, 2);
    const late = await objection(world, id, '田小禾', '2026-10-10');
    expect(await codeOf(world.sign('guyuan.office', next, late, OVER))).toBe('NOTICE_OVER');
    await world.serve(OVER);
    expect(await world.one(`select outcome from step where id = $1`, next)).toEqual({
      outcome: 'noticeOver',
    });
  });

  it('stands still with its process: nobody could object, so its days come after it', async () => {
    const id = await play.toNotice();
    const step = await world.open(id, 'objections', PUBLISHED);
    const order = { processId: id, actor: null };
    await world.dataSource.transaction((tx) =>
      pauseProcess(tx, {
        ...order,
        ...{ reason: '防汛应急', withChildren: true, now: at('2026-09-29T09:00:00') },
      }),
    );
    const now = at('2026-10-09T09:00:00');
    await world.dataSource.transaction((tx) =>
      resumeProcess(tx, { ...order, reason: '汛情解除', keepLegalDates: false, now }),
    );
    const { deadline } = await world.one<{ deadline: Date }>(
      `select deadline_at as deadline from step where id = $1`,
      step,
    );
    expect(deadline.getTime()).toBeGreaterThan(at('2026-10-10T23:59:59.999').getTime());
    expect(
      await world.one(`select notice_until::text as until from naming where process_id = $1`, id),
    ).toEqual({
      until: civilDateOf(deadline),
    });
  });

  it('takes objections of its own days, against who is in it', async () => {
    const id = await play.toNotice();
    const step = await world.open(id, 'objections', PUBLISHED);
    const office = async (name: string, on: string, now = PUBLISHED) =>
      codeOf(world.sign('guyuan.office', step, await objection(world, id, name, on), now));
    expect(await office('田小禾', '2026-09-27')).toBe('INVALID_FIELD');
    expect(await office('田小禾', '2026-09-29')).toBe('DATE_IN_FUTURE');
    expect(await office('田小禾', '2026-09-28')).toBe('done');
  });

  it('ends with everybody answered: founded strikes, unfounded leaves, longer keeps only that one back', async () => {
    const id = await play.toNotice();
    const now = at('2026-10-08T09:00:00');
    const names = ['固原市司法局', '田小禾', '固原市税务局', '固原市税务局'];
    for (const [index, name] of names.entries()) {
      const step = await world.open(id, 'objections', now, index + 1);
      await world.sign('guyuan.office', step, await objection(world, id, name, '2026-10-08'), now);
      await world.open(id, 'handle', now, index + 1);
    }
    const handle = (n: number, decision: string) =>
      world
        .open(id, 'handle', now, n)
        .then((step) => world.sign('guyuan.director', step, decide(decision, undefined, '经过核实'), now));
    expect(
      await codeOf(
        world
          .open(id, 'handle', now, 1)
          .then((step) => world.sign('guyuan.director', step, decide('founded'), now)),
      ),
    ).toBe('OPINION_REQUIRED');
    await handle(4, 'unfounded');
    await handle(1, 'founded');
    await handle(2, 'longer');
    await handle(3, 'unfounded');
    expect(await candidates(world, id)).toMatchObject([
      { name: '固原市司法局', state: 'struck', reason: '经过核实' },
      { name: '田小禾', state: 'heldBack' },
      { name: '固原市税务局', state: 'proposed' },
    ]);
    // Found true it may hint at something made up: the year's watch shows it.
    const signals = await signalsFor(world.dataSource.manager, CITY, now);
    expect(signals.filter(({ fact }) => fact.processId === id)).toMatchObject([
      { rule: 'objectionFounded', item: 'fraud', fact: { unit: '市司法局', since: '2026-10-08' } },
    ]);
    // The list goes on without him, and takes him in when nothing was found.
    await world.serve(OVER);
    const day = at('2026-10-12T09:00:00');
    await play.decided(id, day);
    await world.sign('guyuan.office', await world.open(id, 'name', day), decide('named'), day);
    expect((await play.held(id)).map(({ holder_name }) => holder_name)).toEqual(['固原市税务局']);
    // About the second objection; the first needs none.
    expect(await play.skipped(id, 'inquire', day)).toBe('nobodyToAsk');
    const inquire = await world.open(id, 'inquire', day, 2);
    await world.sign('guyuan.director', inquire, decide('unfounded', undefined, '查无此事'), day);
    expect(await states(world, id)).toMatchObject({ 田小禾: 'cleared' });
    await world.sign('guyuan.director', await world.open(id, 'supplement', day), decide('submitted'), day);
    await play.decided(id, day, 2);
    await world.sign('guyuan.office', await world.open(id, 'name', day, 2), decide('named'), day);
    expect((await play.held(id)).map(({ holder_name }) => holder_name).sort()).toEqual(
      ['固原市税务局', '田小禾'].sort(),
    );
    expect(await play.documents(id)).toHaveLength(3);
  });

  it('leaves nothing to vote on where everybody was struck', async () => {
    const id = await play.toNotice({
      unitIds: [await world.unit('市司法局'), await world.unit('市税务局'), await world.unit('市科技局')],
    });
    for (const { id: candidateId } of await candidates(world, id))
      await world.rows(`update candidate set state = 'struck' where id = $1`, candidateId);
    expect(await play.skipped(id, 'decide', OVER)).toBe('nobodyToAsk');
    expect(await play.skipped(id, 'supplement', OVER)).toBe('nobodyToAsk');
  });
});

describe('a vote', () => {
  it('is not given on one’s own unit, by oneself or by a proxy: who recuses counts for the quorum alone', async () => {
    // 军分区's leader is a 副组长 of the group as well.
    const armed = await world.unit('固原军分区');
    const leader = await world.as('guyuan.leader2');
    await world.rows(
      `insert into appointment (id, person_id, position_id, valid_from)
       select gen_random_uuid(), $1, id, '2020-01-01' from position where unit_id = $2 and kind = 'unitLeader'`,
      leader.personId,
      armed,
    );
    const form = await commendationForm(world, { unitIds: [armed] });
    const id = await launch(world, 'commendation', form, LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.armed', step, recommended(), LAUNCHED);
    await play.publish(id);
    await world.open(id, 'objections', PUBLISHED);
    await world.serve(OVER);
    const vote = await world.open(id, 'decide', OVER);
    expect(await codeOf(world.sign('guyuan.leader2', vote, decide('agree'), OVER))).toBe('RECUSAL_REQUIRED');
    expect(await codeOf(world.sign('guyuan.leader2', vote, decide('reject', undefined, '不妥'), OVER))).toBe(
      'RECUSAL_REQUIRED',
    );
    await world.sign('guyuan.leader2', vote, decide('recused'), OVER);
    await world.sign('guyuan.leader1', vote, decide('agree'), OVER);
    await world.sign('guyuan.leader3', vote, decide('agree'), OVER).catch(() => undefined);
    expect(await world.one(`select outcome from step where id = $1`, vote)).toEqual({ outcome: 'passed' });
    await world.rows(
      `delete from appointment where person_id = $1 and position_id in (select id from position where unit_id = $2)`,
      leader.personId,
      armed,
    );
  });
});

describe('a veto', () => {
  it('that is confirmed between the examination and the naming stops that candidate alone', async () => {
    const id = await play.toNotice();
    await world.open(id, 'objections', PUBLISHED);
    await world.serve(OVER);
    const day = at('2026-10-12T09:00:00');
    await play.decided(id, day);
    await confirmedVeto(world, await play.subjectOf('市税务局'), '2026-10-01', day);
    await world.sign('guyuan.office', await world.open(id, 'name', day), decide('named'), day);
    expect(await candidates(world, id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: '固原市税务局',
          state: 'stopped',
          reason: expect.stringContaining('弄虚作假'),
        }),
        expect.objectContaining({ name: '固原市司法局', state: 'named' }),
      ]),
    );
    expect((await play.held(id)).map(({ holder_name }) => holder_name)).not.toContain('固原市税务局');
    expect(await world.facts(id, 'candidatesStopped')).toHaveLength(1);
    await world.rows(`delete from veto_event`);
  });

  it('that is being confirmed while the decision is issued is waited for, and stops its candidate', async () => {
    const id = await play.toNotice();
    await world.open(id, 'objections', PUBLISHED);
    await world.serve(OVER);
    const day = at('2026-10-12T09:00:00');
    await play.decided(id, day);
    const name = await world.open(id, 'name', day);
    const subject = await play.subjectOf('市税务局');
    let issued = false;
    const naming = await world.dataSource.transaction(async (tx) => {
      await lockHolders(tx, [subject]);
      const signing = world.sign('guyuan.office', name, decide('named'), day).finally(() => (issued = true));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(issued).toBe(false);
      await confirmedVeto(world, subject, '2026-10-01', day, (sql, values) => tx.query(sql, values));
      return { signing };
    });
    await naming.signing;
    expect(await states(world, id)).toMatchObject({ 固原市税务局: 'stopped', 固原市司法局: 'named' });
    await world.rows(`delete from veto_event`);
  });

  it('that stops the last one issues nothing and says so', async () => {
    const form = await commendationForm(world, { unitIds: [await world.unit('市税务局')] });
    const id = await launch(world, 'commendation', form, LAUNCHED);
    await world.sign(
      'guyuan.liaison.tax',
      await world.open(id, 'recommend', LAUNCHED),
      recommended(),
      LAUNCHED,
    );
    await play.publish(id);
    await world.open(id, 'objections', PUBLISHED);
    await world.serve(OVER);
    await play.decided(id, OVER);
    await confirmedVeto(world, await play.subjectOf('市税务局'), '2026-10-01', OVER);
    const name = await world.open(id, 'name', OVER);
    const answer = await world.sign('guyuan.office', name, decide('named'), OVER);
    expect(answer.outcome).toBe('nobodyLeft');
    expect(await play.documents(id)).toHaveLength(1);
    expect(await play.held(id)).toEqual([]);
    await world.rows(`delete from veto_event`);
  });
});
