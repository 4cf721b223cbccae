import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { effectsOf } from '../../database/processes/effects.js';
import { actorOf } from '../../database/steps/acting.js';
import { handOver } from '../../database/steps/participants.js';
import { codeOf, createWorld, decide, at, type World } from './steps/world.js';
import {
  allPresent,
  consultationForm,
  end as endProcess,
  launchMeeting,
  matters as mattersOf,
  positionOf,
  told,
  type Stored,
} from './meetings-world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const APRIL = at('2027-04-20T09:00:00');
const BEFORE = at('2027-05-06T09:00:00');
const AFTER = at('2027-05-12T11:30:00');
const NEXT = at('2027-05-13T10:00:00');
const received = decide('received');

const matters = (id: string) => mattersOf(world, id);
const messages = (name: string) => told(world, name);
const end = (id: string, outcome: string) => endProcess(world, id, outcome, NEXT);

/** Minutes with two matters. */
async function minutes(change: object = {}): Promise<ReturnType<typeof decide>> {
  return decide('drafted', {
    summary: '会议听取了汇报，定了方案。',
    matters: [
      {
        title: '排洪沟改线施工',
        leadUnitId: await world.unit('县住建局'),
        cooperatingUnitIds: [await world.unit('县自然资源局')],
        measures: '分两段施工。',
        limitDate: '2027-07-31',
        ...change,
      },
      {
        title: '整治资金统筹',
        leadUnitId: await world.unit('县财政局'),
        cooperatingUnitIds: [],
        measures: '列入本年预算调整。',
        limitDate: '2027-06-30',
      },
    ],
  });
}

/** From the approval to the signed minutes. */
async function signed(id: string): Promise<void> {
  const approve = await world.open(id, 'approve', APRIL);
  await world.sign('leader1', approve, decide('approved'), APRIL);
  const hold = await world.open(id, 'hold', APRIL);
  await world.sign('office', hold, await allPresent(world, id), AFTER);
  await world.sign('office', await world.open(id, 'minutes', AFTER), await minutes(), AFTER);
  await world.sign('leader1', await world.open(id, 'sign', NEXT), decide('signed'), NEXT);
}

describe('a topical consultation', () => {
  it('goes from the approval to numbered minutes; matters are supervised until the last is closed', async () => {
    const id = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
    const start = (await world.messages()).find(({ kind }) => kind === 'start');
    expect(start?.body).toMatchObject({ processId: id, drafted: true });
    expect(JSON.stringify(start?.body)).not.toContain('排洪沟');

    const approve = await world.open(id, 'approve', APRIL);
    await world.sign('leader1', approve, decide('approved'), APRIL);
    const notice = await world.one<{ number: string; recipients: number }>(
      `select d.number, count(r.*)::int as recipients from document d join document_recipient r on r.document_id = d.id
       where d.process_id = $1 and d.kind = 'notice' group by d.id`,
      id,
    );
    // three units, and the leading group for its two leaders
    expect(notice).toEqual({ number: expect.stringMatching(/双拥办发〔2027〕\d+号/), recipients: 4 });

    const notified = await world.open(id, 'notified', APRIL);
    const due = await world.one<{ deadline_at: Date }>(
      `select deadline_at from step where id = $1`,
      notified,
    );
    expect(due.deadline_at).toEqual(at('2027-05-12T09:00:00'));
    await world.sign('liaison.housing', notified, received, BEFORE);
    await world.sign('leader1', notified, received, BEFORE);

    const hold = await world.open(id, 'hold', APRIL);
    const early = world.sign('office', hold, await allPresent(world, id), BEFORE);
    await expect(early).rejects.toMatchObject({ code: 'MEETING_NOT_BEGUN' });
    const some = decide('held', {
      entries: [
        { positionId: await positionOf(world, 'leader1'), attendance: 'present' },
        {
          unitId: await world.unit('县住建局'),
          attendance: 'substitute',
          substitute: '县住建局副局长',
        },
      ],
      observers: [],
    });
    await expect(world.sign('office', hold, some, AFTER)).rejects.toThrow(/县财政局/);
    const full = await allPresent(world, id);
    const entries = (full as unknown as { form: { entries: object[] } }).form.entries;
    entries[2] = { ...entries[2], attendance: 'substitute', substitute: '县住建局副局长' };
    entries[3] = { ...entries[3], attendance: 'absent', reason: '下乡' };
    await world.sign('office', hold, full, AFTER);

    const draft = await world.open(id, 'minutes', AFTER);
    const gaps = await minutes({ leadUnitId: undefined, limitDate: undefined });
    await expect(world.sign('office', draft, gaps, AFTER)).rejects.toThrow(
      /第1项“排洪沟改线施工”缺牵头单位、办理时限/,
    );
    expect(await codeOf(world.sign('office', draft, await minutes({ limitDate: '2027-05-11' }), AFTER))).toBe(
      'DATE_IN_PAST',
    );
    await world.sign('office', draft, await minutes(), AFTER);

    const countersign = await world.open(id, 'countersign', AFTER);
    await world.sign('liaison.housing', countersign, decide('agreed'), NEXT);
    const last = await world.sign('liaison.finance', countersign, decide('agreed'), NEXT);
    expect(last.outcome).toBe('agreed');

    await world.messages();
    const sign = await world.open(id, 'sign', NEXT);
    await world.sign('leader1', sign, decide('signed'), NEXT);
    const issued = await world.one<{
      number: string;
      content: { attendance: { present: string[]; excused: string[] } };
    }>(`select number, content from document where process_id = $1 and kind = 'minutes'`, id);
    expect(issued.number).toMatch(/双拥办纪〔2027〕\d+号/);
    const { attendance } = issued.content;
    expect(attendance.present.join()).toContain('（县住建局副局长代会）');
    expect(attendance.excused.join()).toContain('（下乡）');
    const started = (await world.messages()).filter(({ kind }) => kind === 'start');
    const children = await matters(id);
    expect(started.map(({ workflowId }) => workflowId).sort()).toEqual(
      children.map((matter) => `decidedMatter:${matter.id}`).sort(),
    );

    const receipts = await world.open(id, 'receipts', NEXT);
    // two leaders and three units; who leads a matter is among them
    expect(await world.rows(`select 1 from assignment where step_id = $1`, receipts)).toHaveLength(5);
    await world.sign('liaison.land', receipts, received, NEXT);
    // The notice by 县住建局 and the 组长; 县自然资源局 signs for the notice too, late, with the minutes.
    expect(await world.facts(id, 'documentReceived')).toHaveLength(4);

    const [works, money] = children as [Stored, Stored];
    const solve = await world.open(works.id, 'solve', NEXT);
    const cooperate = await world.open(works.id, 'cooperate', NEXT);
    const done = decide('done', { result: '改线完成。' });
    expect(await codeOf(world.sign('liaison.housing', solve, done, NEXT))).toBe('REPLIES_OPEN');
    await world.sign('liaison.land', cooperate, decide('replied', { reply: '用地已调整。' }), NEXT);
    await world.sign('liaison.housing', solve, done, NEXT);
    await world.open(works.id, 'review', NEXT);
    await end(works.id, 'finished');
    expect(await messages('mattersClosed')).toEqual([]);
    // Terminated: the meeting goes on all the same.
    await world.open(money.id, 'solve', NEXT);
    await end(money.id, 'terminated');
    expect(await messages('mattersClosed')).toEqual([`topicalConsultation:${id}`]);
    expect((await matters(id)).map(({ state }) => state)).toEqual(['closed', 'terminated']);
    expect((await world.facts(id, 'matterClosed')).map(({ body }) => body['outcome'])).toEqual([
      'finished',
      'terminated',
    ]);
    const told = await effectsOf('topicalConsultation').noticesOf?.(world.dataSource.manager, id);
    expect(told).toEqual([{ name: 'mattersClosed', id }]);
    await world.verified();
  });

  it('two matters that close at the same instant: the meeting is told once', async () => {
    const id = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
    await signed(id);
    const [one, other] = (await matters(id)) as [Stored, Stored];
    await world.messages();
    await Promise.all([end(one.id, 'finished'), end(other.id, 'finished')]);
    expect(await messages('mattersClosed')).toEqual([`topicalConsultation:${id}`]);
    await end(one.id, 'finished').catch(() => undefined);
    expect(await messages('mattersClosed')).toEqual([]);
  });

  it('put off: another notice with the next number, everybody signs anew', async () => {
    const id = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
    await world.sign('leader1', await world.open(id, 'approve', APRIL), decide('approved'), APRIL);
    await world.open(id, 'notified', APRIL);
    const hold = await world.open(id, 'hold', APRIL);
    const past = decide('postponed', { startsAt: '2027-04-01T09:00+08:00' }, '组长出差');
    await expect(world.sign('office', hold, past, BEFORE)).rejects.toThrow(/会议时间.*应在现在之后/);
    const wrong = decide('postponed', { startsAt: '2027-02-29T09:00+08:00' }, '组长出差');
    expect(await codeOf(world.sign('office', hold, wrong, BEFORE))).toBe('INVALID_FIELD');
    const later = decide('postponed', { startsAt: '2027-05-20T15:00+08:00' }, '组长出差');
    await world.sign('office', hold, later, BEFORE);
    const notices = await world.rows<{ serial: number; title: string }>(
      `select serial, title from document where process_id = $1 order by serial`,
      id,
    );
    expect(notices).toHaveLength(2);
    expect(notices[1]?.title).toContain('改期');
    const again = await world.open(id, 'notified', BEFORE, 2);
    expect(
      await world.rows(`select 1 from assignment where step_id = $1 and state = 'open'`, again),
    ).toHaveLength(5);
  });

  it('is refused without participants, with strangers, in the past, or with a secrecy mark', async () => {
    const tries: [object, string][] = [
      [{ leaderPositionIds: [], unitIds: [] }, 'PARTICIPANTS_MISSING'],
      [{ leaderPositionIds: [await positionOf(world, 'liaison.housing')] }, 'INVALID_FIELD'],
      [{ unitIds: [await world.unit('临沧市双拥办')] }, 'INVALID_FIELD'],
      [{ startsAt: '2027-04-20T08:59+08:00' }, 'INVALID_FIELD'],
      [{ startsAt: '2027-05-12 09:00' }, 'INVALID_FIELD'],
    ];
    for (const [change, code] of tries) {
      const form = await consultationForm(world, change);
      expect(await codeOf(launchMeeting(world, 'topicalConsultation', form, APRIL))).toBe(code);
    }
    const id = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
    const approve = await world.open(id, 'approve', APRIL);
    // Meanwhile the day has passed: the leader returns it.
    expect(await codeOf(world.sign('leader1', approve, decide('approved'), NEXT))).toBe('INVALID_FIELD');
    await world.sign('leader1', approve, decide('returned', undefined, '时间另定'), NEXT);
    const draft = await world.open(id, 'draft', NEXT);
    const marked = await consultationForm(world, { startsAt: '2027-06-01T09:00+08:00', reason: '机密★1年' });
    expect(await codeOf(world.sign('office', draft, decide('requested', marked), NEXT))).toBe(
      'CLASSIFIED_CONTENT',
    );
  });
});

describe('an item that several units must agree on', () => {
  const ask = decide('needsConsultation', undefined, '征地、资金、施工各在一家');

  it('asks for a meeting, waits in the ledger, and goes on with the result', async () => {
    const { itemId, solve } = await world.claimed(APRIL);
    await world.sign('liaison.education', solve, ask, APRIL);
    const { id } = await world.one<{ id: string }>(`select id from meeting where asked_by = $1`, itemId);
    expect(await world.one(`select parent_id, region_code from process where id = $1`, id)).toEqual({
      parent_id: itemId,
      region_code: '530925',
    });
    expect(await world.one(`select state from need_item where id = $1`, itemId)).toEqual({
      state: 'consulting',
    });
    const start = (await world.messages()).find(
      ({ workflowId }) => workflowId === `topicalConsultation:${id}`,
    );
    expect(start?.body).toEqual({ processId: id, year: 2027, drafted: false });
    expect(await effectsOf('topicalConsultation').inputOf?.(world.dataSource.manager, id)).toEqual({
      drafted: false,
    });

    const draft = await world.open(id, 'draft', APRIL);
    await world.sign('office', draft, decide('requested', await consultationForm(world)), APRIL);
    await world.sign('leader1', await world.open(id, 'approve', APRIL), decide('approved'), APRIL);
    const hold = await world.open(id, 'hold', APRIL);
    await world.sign('office', hold, await allPresent(world, id), AFTER);
    const one = decide('drafted', {
      summary: '由县住建局统一办理。',
      matters: [
        {
          title: '排洪沟改线施工',
          leadUnitId: await world.unit('县住建局'),
          cooperatingUnitIds: [],
          measures: '分两段施工。',
          limitDate: '2027-09-30',
        },
      ],
    });
    await world.sign('office', await world.open(id, 'minutes', AFTER), one, AFTER);
    await world.sign('leader1', await world.open(id, 'sign', NEXT), decide('signed'), NEXT);
    expect(await messages('consulted')).toEqual([]);
    const [matter] = (await matters(id)) as [Stored];
    const solving = await world.open(matter.id, 'solve', NEXT);
    await world.sign('liaison.housing', solving, decide('done', { result: '改线完成' }), NEXT);
    await end(matter.id, 'finished');
    expect(await messages('consulted')).toEqual([`needItem:${itemId}`]);
    const item = await world.one<{ lead: string; limit_at: Date }>(
      `select u.short_name as lead, i.limit_at from need_item i join unit u on u.id = i.lead_unit_id where i.id = $1`,
      itemId,
    );
    expect(item).toEqual({ lead: '县住建局', limit_at: at('2027-09-30T23:59:59.999') });
    const [fact] = await world.facts(itemId, 'consulted');
    expect(fact?.body).toMatchObject({
      consultationId: id,
      outcome: 'finished',
      result: '排洪沟改线施工：改线完成',
    });
    await world.open(itemId, 'solve', NEXT, 2);
    expect(await world.one(`select state from need_item where id = $1`, itemId)).toEqual({
      state: 'solving',
    });
    expect(await effectsOf('needItem').noticesOf?.(world.dataSource.manager, itemId)).toEqual([
      { name: 'consulted', id },
    ]);
    // The end of the meeting itself says it no second time.
    await end(id, 'finished');
    expect(await messages('consulted')).toEqual([]);
    await world.verified();
  });

  it.each(['declined', 'terminated'])('goes on when the meeting is %s', async (outcome) => {
    const { itemId, solve } = await world.claimed(APRIL);
    await world.sign('liaison.education', solve, ask, APRIL);
    const { id } = await world.one<{ id: string }>(`select id from meeting where asked_by = $1`, itemId);
    await world.messages();
    await end(id, outcome);
    expect(await messages('consulted')).toEqual([`needItem:${itemId}`]);
    const [fact] = await world.facts(itemId, 'consulted');
    expect(fact?.body['outcome']).toBe(outcome);
  });

  it('that has ended itself is told nothing, and its record stays closed', async () => {
    const { itemId, solve } = await world.claimed(APRIL);
    await world.sign('liaison.education', solve, ask, APRIL);
    const { id } = await world.one<{ id: string }>(`select id from meeting where asked_by = $1`, itemId);
    await end(itemId, 'terminated');
    await world.messages();
    await end(id, 'declined');
    expect(await messages('consulted')).toEqual([]);
    expect((await world.facts(itemId)).at(-1)?.kind).toBe('ended');
    await world.verified();
  });
});

it('a unit that is dissolved hands its matters and its seat to a successor', async () => {
  const id = await launchMeeting(world, 'topicalConsultation', await consultationForm(world), APRIL);
  await signed(id);
  const [works] = (await matters(id)) as [Stored];
  const solve = await world.open(works.id, 'solve', NEXT);
  const [unitId, successorId] = [await world.unit('县住建局'), await world.unit('县交通运输局')];
  const actor = actorOf(await world.as('director'), (await world.as('director')).positions[0] as never);
  await world.dataSource.transaction((tx) =>
    handOver(tx, actor, { unitId, successorId, reason: '机构改革' }, NEXT),
  );
  expect(await world.one(`select lead_unit_id from matter where id = $1`, works.id)).toEqual({
    lead_unit_id: successorId,
  });
  await world.sign(
    'liaison.transport',
    solve,
    decide('done', { result: '已接办完成', withoutReplies: '已落实' }),
    NEXT,
  );
  const receipts = await world.open(id, 'receipts', NEXT);
  await world.owed(receipts, { unit: '县住建局' }); // the minutes were issued to it before
  expect(await world.facts(works.id, 'unitReplaced')).toHaveLength(1);
  await world.verified();
});
