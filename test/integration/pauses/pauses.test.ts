import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPauseOf, pauseNoticesOf } from '../../../database/pauses/pause.repository.js';
import { pauseProcess, type PauseOrder } from '../../../database/pauses/pause-process.js';
import { remindPaused } from '../../../database/pauses/remind-paused.js';
import { resumeProcess, type Resumed } from '../../../database/pauses/resume-process.js';
import { endProcess } from '../../../database/processes/end-process.js';
import { openStep } from '../../../database/steps/open-step.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { at, codeOf, createWorld, decide, zero, type World } from '../steps/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.stop());

const pause = (processId: string, now: Date, more: Partial<PauseOrder> = {}): Promise<string[]> =>
  world.dataSource.transaction((tx) =>
    pauseProcess(tx, { processId, reason: '上级部署调整', withChildren: true, actor: null, now, ...more }),
  );
const resume = (processId: string, now: Date, keepLegalDates = false): Promise<Resumed> =>
  world.dataSource.transaction((tx) =>
    resumeProcess(tx, { processId, reason: '部署明确', keepLegalDates, actor: null, now }),
  );
const deadlines = async (processId: string): Promise<string[]> =>
  (
    await world.rows<{ deadline_at: Date }>(
      `select distinct deadline_at from assignment where process_id = $1 and state = 'open' order by 1`,
      processId,
    )
  ).map(({ deadline_at }) => formatInstant(deadline_at));
const checkAt = (stepId: string): Promise<{ check_at: Date | null }> =>
  world.one(`select check_at from step where id = $1`, stepId);
const fired = (stepId: string): Promise<{ key: string; fired_at: Date; due_at: Date }[]> =>
  world.rows(
    `select distinct key, fired_at, due_at from checkpoint where step_id = $1 order by due_at, key`,
    stepId,
  );

describe('while the clock stands still', () => {
  it('nothing is told, nothing ends, nobody acts; then everything goes on by as much', async () => {
    const { itemId, solve } = await world.claimed(at('2027-03-01 09:00'), { limitDate: '2027-03-31' });
    await world.serve(at('2027-03-12 08:00'));
    const owed = await world.owed(solve);
    expect(await pause(itemId, at('2027-03-12 10:00'))).toEqual([itemId]);
    expect(await checkAt(solve)).toEqual({ check_at: null });
    const before = await fired(solve);
    await world.serve(at('2027-06-01 09:00'));
    expect(await fired(solve)).toEqual(before);

    const paused = async (work: Promise<unknown>) => expect(await codeOf(work)).toBe('PROCESS_PAUSED');
    const now = at('2027-04-01 09:00');
    await paused(world.act('liaison.education', owed, { action: 'acknowledge' }, now));
    await paused(world.act('liaison.education', owed, decide('solved', { result: '已落实' }), now));
    await paused(world.urge('office', owed, now));
    await paused(world.extend('liaison.education', owed, '2027-07-01', now));
    expect(await codeOf(pause(itemId, now))).toBe('ALREADY_PAUSED');
    // What has to be made clear: since when and why.
    await expect(world.act('liaison.education', owed, { action: 'acknowledge' }, now)).rejects.toMatchObject({
      params: { since: '2027-03-12T10:00:00+08:00', reason: '上级部署调整' },
    });

    const { processes, deadlines: moved } = await resume(itemId, at('2027-04-12 15:00'));
    expect(processes).toEqual([itemId]);
    expect(moved.map(({ from, to, legal }) => [formatInstant(from), formatInstant(to), legal])).toEqual([
      ['2027-03-31T23:59:59.999+08:00', '2027-05-01T23:59:59.999+08:00', false],
    ]);
    expect(await deadlines(itemId)).toEqual(['2027-05-01T23:59:59.999+08:00']);
    // The ledger's limit is the deadline; the item knows what happened to it.
    const item = await world.one<{ limit_at: Date }>(`select limit_at from need_item where id = $1`, itemId);
    expect(formatInstant(item.limit_at)).toBe('2027-05-01T23:59:59.999+08:00');
    expect(await world.facts(itemId, 'processPaused')).toEqual([
      { kind: 'processPaused', body: { reason: '上级部署调整' } },
    ]);
    expect(await world.facts(itemId, 'processResumed')).toHaveLength(1);
    expect(await world.facts(itemId, 'deadlineMoved')).toEqual([
      expect.objectContaining({
        body: expect.objectContaining({ step: 'solve', reason: '恢复办理：部署明确' }),
      }),
    ]);
    expect(await codeOf(resume(itemId, at('2027-04-12 15:01')))).toBe('PROCESS_NOT_PAUSED');

    // It is chased again, and nobody hears twice what he heard for this distance before.
    expect((await checkAt(solve)).check_at).not.toBeNull();
    await world.serve(at('2027-06-30 09:00'));
    const all = await fired(solve);
    const names = all.map(({ key }) => key);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['overdue', 'rung:1', 'rung:5']));
    for (const { fired_at } of all)
      expect(fired_at < at('2027-03-12 10:00') || fired_at >= at('2027-04-12 15:00')).toBe(true);
    expect(
      await codeOf(
        world.act('liaison.education', owed, decide('solved', { result: '已落实' }), at('2027-07-01 09:00')),
      ),
    ).toBe('done');
    await world.verified();
  });

  it('a collection does not end at its deadline, and legal dates may stay', async () => {
    const { listId, collect } = await world.launch(at('2027-01-04 09:00'));
    await world.sign('liaison.garrison', collect, zero, at('2027-01-05 09:00'));
    await pause(listId, at('2027-02-20 09:00'));
    await world.serve(at('2027-03-10 09:00'));
    expect(await world.one(`select state, outcome from step where id = $1`, collect)).toEqual({
      state: 'open',
      outcome: null,
    });
    const shifted = await world.dataSource
      .transaction(async (tx) => {
        const { deadlines: moved } = await resumeProcess(tx, {
          ...{
            processId: listId,
            reason: '试',
            keepLegalDates: false,
            actor: null,
            now: at('2027-03-10 09:00'),
          },
        });
        throw Object.assign(new Error('taken back'), { moved });
      })
      .catch(({ moved }) => moved as Resumed['deadlines']);
    expect(shifted.map(({ to, legal }) => [formatInstant(to), legal])).toEqual([
      ['2027-03-18T23:59:59.999+08:00', true],
    ]);
    // Kept where the regulation has it: it is past, so the collection ends at the next look.
    await resume(listId, at('2027-03-10 09:00'), true);
    expect(await deadlines(listId)).toEqual(['2027-02-28T23:59:59.999+08:00']);
    await world.serve(at('2027-03-10 09:01'));
    expect(await world.one(`select state, outcome from step where id = $1`, collect)).toEqual({
      state: 'closed',
      outcome: 'deadline',
    });
    await world.verified();
  });

  it('what was overdue is overdue by as much, and climbs on from the rung it was on', async () => {
    const { itemId, solve } = await world.claimed(at('2027-03-01 09:00'), { limitDate: '2027-03-10' });
    await world.serve(at('2027-03-12 09:00'));
    expect((await fired(solve)).map(({ key }) => key)).toEqual(expect.arrayContaining(['overdue', 'rung:1']));
    const before = await fired(solve);
    await pause(itemId, at('2027-03-12 10:00'));
    await resume(itemId, at('2027-03-22 10:00'));
    expect(await deadlines(itemId)).toEqual(['2027-03-20T23:59:59.999+08:00']);
    await world.serve(at('2027-03-22 10:01'));
    const names = (await fired(solve)).map(({ key }) => key);
    expect(names.filter((key) => key === 'overdue' || key === 'rung:1')).toEqual(['overdue', 'rung:1']);
    expect(names).toHaveLength(before.length);
  });

  it('no step is opened and nothing ends; what is done already is found', async () => {
    const itemId = await world.item(at('2027-03-01 09:00'));
    const claim = await world.open(itemId, 'claim', at('2027-03-01 09:00'));
    await pause(itemId, at('2027-03-02 09:00'));
    const [{ id: pauseId }] = (await world.rows(
      `select id from process_pause where process_id = $1`,
      itemId,
    )) as [{ id: string }];
    const { manager } = world.dataSource;
    expect(
      await openStep(manager, { processId: itemId, key: 'propose', round: 1, now: at('2027-03-02 10:00') }),
    ).toMatchObject({ pausedBy: pauseId });
    expect(
      await openStep(manager, { processId: itemId, key: 'claim', round: 1, now: at('2027-03-02 10:00') }),
    ).toEqual({ stepId: claim, outcome: null });
    expect(
      await endProcess(manager, { processId: itemId, outcome: 'finished', now: at('2027-03-02 10:00') }),
    ).toEqual({ pausedBy: pauseId });
    expect(await pauseNoticesOf(manager, itemId)).toEqual([{ name: 'paused', id: pauseId }]);
    // Terminated while it stands still: over, with everything that is open in it.
    await world.end(itemId, 'terminated', at('2027-03-03 09:00'));
    expect(await world.one(`select state, paused_at from process where id = $1`, itemId)).toEqual({
      state: 'ended',
      paused_at: null,
    });
    expect(await openPauseOf(manager, itemId)).toBeNull();
    expect(await codeOf(resume(itemId, at('2027-03-03 10:00')))).toBe('PROCESS_ENDED');
    expect(await codeOf(pause(itemId, at('2027-03-03 10:00')))).toBe('PROCESS_ENDED');
  });
});

describe('with what it started', () => {
  it('a list’s items stand still with it, but not what was paused for its own reason', async () => {
    const itemId = await world.item(at('2027-03-01 09:00'));
    const { parent_id: listId } = await world.one<{ parent_id: string }>(
      `select parent_id from process where id = $1`,
      itemId,
    );
    await world.open(itemId, 'claim', at('2027-03-01 09:00'));
    await world.messages();
    expect((await pause(listId, at('2027-03-02 09:00'))).sort()).toEqual([itemId, listId].sort());
    expect(
      (await world.messages()).map(({ workflowId, name, body }) => [workflowId, name, body['name']]).sort(),
    ).toEqual([`dualList:${listId}`, `needItem:${itemId}`].map((id) => [id, 'notice', 'paused']));
    const [fact] = await world.facts(itemId, 'processPaused');
    expect(fact?.body['along']).toContain('双清单');
    // One of them may go on before the others.
    await resume(itemId, at('2027-03-03 09:00'));
    await pause(itemId, at('2027-03-04 09:00'), { reason: '另有原因' });
    const { processes } = await resume(listId, at('2027-03-05 09:00'));
    expect(processes).toEqual([listId]);
    expect((await openPauseOf(world.dataSource.manager, itemId))?.reason).toBe('另有原因');
    await resume(itemId, at('2027-03-05 09:00'));
    await pause(listId, at('2027-03-08 09:00'), { withChildren: false });
    expect(await openPauseOf(world.dataSource.manager, itemId)).toBeNull();
    await world.verified();
  });
});

describe('never forgotten', () => {
  const reminders = (processId: string) =>
    world.rows(
      `select created_at from notice where kind = 'pauseReminder' and process_id = $1 order by 1`,
      processId,
    );

  it('brought to mind on the day it was to end, then every week, once each', async () => {
    const itemId = await world.item(at('2027-03-01 09:00'));
    await pause(itemId, at('2027-03-02 09:00'), { untilDate: '2027-03-15' });
    const { manager } = world.dataSource;
    await remindPaused(manager, at('2027-03-15 08:59'));
    expect(await reminders(itemId)).toHaveLength(0);
    await remindPaused(manager, at('2027-03-15 09:00'));
    await Promise.all([1, 2].map(() => remindPaused(manager, at('2027-03-15 10:00'))));
    expect(await reminders(itemId)).toHaveLength(1);
    await remindPaused(manager, at('2027-03-22 10:00'));
    expect(await reminders(itemId)).toHaveLength(2);
    await resume(itemId, at('2027-03-23 09:00'));
    await remindPaused(manager, at('2027-04-30 10:00'));
    expect(await reminders(itemId)).toHaveLength(2);
  });

  it('an item whose list ended while both stood still is brought to mind by itself', async () => {
    const itemId = await world.item(at('2027-03-01 09:00'));
    const { parent_id: listId } = await world.one<{ parent_id: string }>(
      `select parent_id from process where id = $1`,
      itemId,
    );
    await pause(listId, at('2027-03-02 09:00'));
    await remindPaused(world.dataSource.manager, at('2027-04-02 09:00'));
    expect([(await reminders(listId)).length, (await reminders(itemId)).length]).toEqual([1, 0]);
    await world.end(listId, 'terminated', at('2027-04-03 09:00'));
    await remindPaused(world.dataSource.manager, at('2027-04-03 10:00'));
    expect((await reminders(itemId)).length).toBe(1);
  });
});

it('at one instant: whoever comes first, the other is refused, and a signature before the pause counts', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const { itemId, solve } = await world.claimed(at('2027-03-01 09:00'));
    const owed = await world.owed(solve);
    const now = at('2027-03-02 09:00');
    const [signed, paused] = await Promise.all([
      codeOf(world.act('liaison.education', owed, decide('solved', { result: '已落实' }), now)),
      codeOf(pause(itemId, now)),
    ]);
    expect(paused).toBe('done');
    expect(['done', 'PROCESS_PAUSED']).toContain(signed);
    const { state } = await world.one<{ state: string }>(`select state from step where id = $1`, solve);
    expect(state).toBe(signed === 'done' ? 'closed' : 'open');
    const both = await Promise.all([codeOf(pause(itemId, now)), codeOf(resume(itemId, now))]);
    // Resumed first, then paused anew; or refused, then resumed.
    expect([
      ['done', 'done'],
      ['ALREADY_PAUSED', 'done'],
    ]).toContainEqual(both);
    if (both[0] === 'done') await resume(itemId, now);
    const twice = await Promise.all([
      codeOf(pause(itemId, at('2027-03-03 09:00'))),
      codeOf(pause(itemId, at('2027-03-03 09:00'))),
    ]);
    expect(twice.sort()).toEqual(['ALREADY_PAUSED', 'done']);
  }
  await world.verified();
});
