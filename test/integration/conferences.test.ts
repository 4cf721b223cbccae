import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { effectsOf } from '../../database/processes/effects.js';
import {
  allPresent,
  conferenceForm,
  end,
  launchMeeting,
  matters,
  told,
  type Stored,
} from './meetings-world.js';
import { at, codeOf, createWorld, decide, type World } from './steps/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const APRIL = at('2027-04-20T09:00:00');
const BEFORE = at('2027-05-06T09:00:00');
const AFTER = at('2027-05-12T11:30:00');
const NEXT = at('2027-05-13T10:00:00');

describe('a liaison conference', () => {
  const material = (...suggestions: string[]) =>
    decide('handedIn', {
      achievements: '已办三件',
      problems: '资金不足',
      nextSteps: '继续推进',
      suggestions,
    });

  it('collects material to its day, holds, issues, disposes of suggestions, also of late ones', async () => {
    const id = await launchMeeting(world, 'liaisonConference', await conferenceForm(world), APRIL);
    expect(
      await world.rows(`select 1 from document where process_id = $1 and kind = 'notice'`, id),
    ).toHaveLength(1);
    await world.open(id, 'notified', APRIL);
    const step = await world.open(id, 'material', APRIL);
    await world.sign('liaison.housing', step, material('设置统一标志'), BEFORE);
    await world.serve(at('2027-05-11T00:00:01'));
    expect(await world.one(`select state, outcome from step where id = $1`, step)).toEqual({
      state: 'closed',
      outcome: 'deadline',
    });
    // 县财政局 still owes it.
    const owed = await world.owed(step, { unit: '县财政局' });

    const hold = await world.open(id, 'hold', at('2027-05-11T00:00:02'));
    await world.sign('office', hold, await allPresent(world, id), AFTER);
    await world.sign(
      'office',
      await world.open(id, 'minutes', AFTER),
      decide('drafted', { summary: '汇报了进展。', matters: [] }),
      AFTER,
    );
    await world.sign('director', await world.open(id, 'sign', NEXT), decide('signed'), NEXT);
    const dispose = await world.open(id, 'dispose', NEXT);
    const [suggestion] = await world.rows<{ id: string }>(
      `select id from meeting_suggestion where meeting_id = $1`,
      id,
    );
    const suggestionId = (suggestion as { id: string }).id;
    expect(await codeOf(world.sign('office', dispose, decide('disposed', { dispositions: [] }), NEXT))).toBe(
      'SUGGESTIONS_OPEN',
    );
    const both = decide('disposed', { dispositions: [{ suggestionId }] });
    expect(await codeOf(world.sign('office', dispose, both, NEXT))).toBe('INVALID_FIELD');
    const matter = {
      title: '设置统一标志',
      leadUnitId: await world.unit('县住建局'),
      cooperatingUnitIds: [],
      measures: '踏勘后更换。',
      limitDate: '2027-06-30',
    };
    await world.sign(
      'office',
      dispose,
      decide('disposed', { dispositions: [{ suggestionId, matter }] }),
      NEXT,
    );
    const [first] = (await matters(world, id)) as [Stored];

    await world.messages();
    await world.act('liaison.finance', owed, material('增加联络经费'), NEXT);
    expect(await told(world, 'suggestedLate')).toEqual([`liaisonConference:${id}`]);
    // Its suggestion keeps the conference open although the only matter is closed.
    await end(world, first.id, 'finished', NEXT);
    expect(await told(world, 'mattersClosed')).toEqual([]);
    const again = await world.open(id, 'dispose', NEXT, 2);
    const late = await world.one<{ id: string }>(
      `select id from meeting_suggestion where meeting_id = $1 and disposed_at is null`,
      id,
    );
    await world.sign(
      'office',
      again,
      decide('disposed', { dispositions: [{ suggestionId: late.id, answer: '列入明年预算研究。' }] }),
      NEXT,
    );
    expect(await told(world, 'mattersClosed')).toEqual([`liaisonConference:${id}`]);
    expect(await effectsOf('liaisonConference').noticesOf?.(world.dataSource.manager, id)).toEqual([
      { name: 'suggestedLate', id: owed },
      { name: 'mattersClosed', id },
    ]);
    await world.verified();
  });

  it('without suggestions and matters goes on at once; material that was taken back is owed anew', async () => {
    const id = await launchMeeting(world, 'liaisonConference', await conferenceForm(world), APRIL);
    const step = await world.open(id, 'material', APRIL);
    const handed = await world.sign('liaison.housing', step, material('一条建议'), BEFORE);
    await world.act('liaison.housing', handed.assignmentId, { action: 'withdraw' }, BEFORE);
    expect(await world.rows(`select 1 from meeting_suggestion where meeting_id = $1`, id)).toEqual([]);
    await world.sign('liaison.housing', step, material(), BEFORE);
    const last = await world.sign('liaison.finance', step, material(), BEFORE);
    expect(last.outcome).toBe('handedIn');
    const hold = await world.open(id, 'hold', BEFORE);
    await world.sign('office', hold, await allPresent(world, id), AFTER);
    await world.sign(
      'office',
      await world.open(id, 'minutes', AFTER),
      decide('drafted', { summary: '汇报了进展。', matters: [] }),
      AFTER,
    );
    await world.sign('director', await world.open(id, 'sign', NEXT), decide('signed'), NEXT);
    await world.messages();
    await expect(world.open(id, 'dispose', NEXT)).rejects.toThrow(/over already: disposed/);
    expect(await told(world, 'mattersClosed')).toEqual([`liaisonConference:${id}`]);
  });

  it('invites every unit when none is named; the material is due before the meeting', async () => {
    const all = await conferenceForm(world, { unitIds: [] });
    const id = await launchMeeting(world, 'liaisonConference', all, APRIL);
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from meeting_participant where meeting_id = $1`,
      id,
    );
    expect(n).toBeGreaterThan(25);
    for (const materialDueDate of ['2027-05-13', '2027-04-19'] as const) {
      const form = await conferenceForm(world, { materialDueDate });
      expect(await codeOf(launchMeeting(world, 'liaisonConference', form, APRIL))).toBe('INVALID_FIELD');
    }
  });
});
