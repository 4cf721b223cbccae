import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enqueue, outboxBacklog } from '../../database/processes/outbox.repository.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import {
  allPresent,
  conferenceForm,
  consultationForm,
  launchMeeting,
} from '../integration/meetings-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const today = civilDateOf(new Date());
const inFiveDays = `${addDays(today, 5)}T09:00+08:00`;
const received = decide('received');
const delivered = () =>
  until('an empty outbox', async () => (await outboxBacklog(stand.world.dataSource.manager)).waiting === 0);

const consultation = async (change = {}) =>
  consultationForm(stand.world, { leaderPositionIds: [], startsAt: inFiveDays, ...change });

/** The day of the meeting has come. */
async function comes(id: string): Promise<void> {
  await stand.world.rows(`update meeting set starts_at = starts_at - interval '6 days' where id = $1`, id);
}

async function held(id: string, round = 1): Promise<void> {
  await stand.stepOf(id, 'hold', round);
  await comes(id);
  await stand.sign('office', id, 'hold', await allPresent(stand.world, id), round);
}

const matter = async (unit: string, title: string) => ({
  title,
  leadUnitId: await stand.world.unit(unit),
  cooperatingUnitIds: [],
  measures: '列出清单，分步落实。',
  limitDate: addDays(today, 60),
});

async function drafted(id: string, matters: object[], round = 1): Promise<void> {
  await stand.sign('office', id, 'minutes', decide('drafted', { summary: '定了方案。', matters }), round);
}

async function reviewed(id: string): Promise<void> {
  await stand.sign('deputy', id, 'review', decide('reviewed'));
  await stand.sign('director', id, 'review', decide('reviewed'));
}

const matterOf = (id: string, title: string) =>
  until(
    `the matter ${title}`,
    async () =>
      (
        await stand.world.rows<{ id: string }>(
          `select id from matter where source_id = $1 and title = $2`,
          id,
          title,
        )
      )[0]?.id,
  );

/** As the API does it: tables and order to the workflow in one transaction. */
async function terminate(processId: string, kind: string): Promise<void> {
  await stand.world.end(processId, 'terminated', new Date());
  await enqueue(stand.world.dataSource.manager, new Date(), [
    { kind: 'signal', workflowId: `${kind}:${processId}`, signal: 'end', payload: { outcome: 'terminated' } },
  ]);
}

async function allSign(id: string, ...logins: string[]): Promise<void> {
  for (const login of logins) await stand.sign(login, id, 'receipts', received);
}

const units = ['liaison.housing', 'liaison.finance', 'liaison.land'];

describe('a topical consultation that the office launches', () => {
  it('is approved, put off, held, objected to, signed; ends when its matters are closed, one of them returned', async () => {
    const id = await launchMeeting(stand.world, 'topicalConsultation', await consultation(), new Date());
    await stand.sign('leader1', id, 'approve', decide('returned', undefined, '议题再聚焦'));
    await stand.sign('office', id, 'draft', decide('requested', await consultation()));
    await stand.sign('leader1', id, 'approve', decide('approved'), 2);
    await stand.sign('liaison.housing', id, 'notified', received);
    const later = { startsAt: `${addDays(today, 6)}T15:00+08:00` };
    await stand.sign('office', id, 'hold', decide('postponed', later, '组长出差'));
    await stand.sign('liaison.finance', id, 'notified', received, 2);
    await stand.stepOf(id, 'hold', 2);
    await comes(id);
    await held(id, 2);
    const two = [await matter('县住建局', '改线施工'), await matter('县财政局', '资金统筹')];
    await drafted(id, two);
    await stand.sign('liaison.finance', id, 'countersign', decide('objected', undefined, '时限太紧'));
    await drafted(id, two, 2);
    await stand.sign('liaison.housing', id, 'countersign', decide('agreed'), 2);
    await stand.sign('liaison.finance', id, 'countersign', decide('agreed'), 2);
    await reviewed(id);
    await stand.sign('leader1', id, 'sign', decide('signed'));
    await stand.stepOf(id, 'receipts');
    await allSign(id, ...units);

    const works = await matterOf(id, '改线施工');
    const money = await matterOf(id, '资金统筹');
    const done = decide('done', { result: '已办成' });
    await stand.sign('liaison.housing', works, 'solve', done);
    await stand.sign('office', works, 'review', decide('returned', undefined, '现场未清理'));
    await stand.sign('liaison.housing', works, 'solve', done, 2);
    await stand.sign('director', works, 'review', decide('closed'), 2);
    expect(await stand.ended(works, 'decidedMatter')).toEqual({ outcome: 'finished' });
    await delivered();
    expect(await waitsFor(stand.handle(id, 'topicalConsultation'))).toEqual([]);
    await stand.stepOf(money, 'solve');
    await terminate(money, 'decidedMatter');
    expect(await stand.ended(money, 'decidedMatter')).toEqual({ outcome: 'terminated' });
    expect(await stand.ended(id, 'topicalConsultation')).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      'approve 1 returned',
      'draft 1 requested',
      'approve 2 approved',
      'notified 1 cancelled',
      'hold 1 postponed',
      'notified 2 cancelled',
      'hold 2 held',
      'minutes 1 drafted',
      'countersign 1 objected',
      'minutes 2 drafted',
      'countersign 2 agreed',
      'review 1 reviewed',
      'sign 1 signed',
      'receipts 1 received',
    ]);
    await record('topical-consultation.objected', stand.handle(id, 'topicalConsultation'));
    await record('decided-matter.returned', stand.handle(works, 'decidedMatter'));
    await record('decided-matter.terminated', stand.handle(money, 'decidedMatter'));
    await stand.world.verified();
  });

  it('nothing was decided: it ends when everybody has signed for the minutes, through a restart', async () => {
    const id = await launchMeeting(stand.world, 'topicalConsultation', await consultation(), new Date());
    await stand.sign('leader1', id, 'approve', decide('approved'));
    await held(id);
    await stand.stepOf(id, 'minutes');
    await stand.stopWorker();
    await drafted(id, []);
    await delivered();
    await stand.startWorker();
    await reviewed(id);
    await stand.sign('leader1', id, 'sign', decide('signed'));
    await allSign(id, ...units);
    expect(await stand.ended(id, 'topicalConsultation')).toEqual({ outcome: 'finished' });
    await record('topical-consultation.nothing-decided', stand.handle(id, 'topicalConsultation'));
  });

  it('is terminated while its matters go on', async () => {
    const id = await launchMeeting(stand.world, 'topicalConsultation', await consultation(), new Date());
    await stand.sign('leader1', id, 'approve', decide('approved'));
    await held(id);
    await drafted(id, [await matter('县住建局', '继续办理')]);
    await stand.sign('liaison.housing', id, 'countersign', decide('agreed'));
    await reviewed(id);
    await stand.sign('leader1', id, 'sign', decide('signed'));
    await stand.stepOf(id, 'receipts');
    await terminate(id, 'topicalConsultation');
    expect(await stand.ended(id, 'topicalConsultation')).toEqual({ outcome: 'terminated' });
    const child = await matterOf(id, '继续办理');
    await stand.sign('liaison.housing', child, 'solve', decide('done', { result: '已办成' }));
    await stand.sign('office', child, 'review', decide('closed'));
    expect(await stand.ended(child, 'decidedMatter')).toEqual({ outcome: 'finished' });
    await stand.world.verified();
  });
});

describe('an item that asks for a consultation', () => {
  const consulted = async (itemId: string): Promise<string> => {
    await stand.sign(
      'leader2',
      itemId,
      'claim',
      decide('claimed', await stand.world.plan({ limitDate: addDays(today, 90) })),
    );
    await stand.sign(
      'liaison.education',
      itemId,
      'solve',
      decide('needsConsultation', undefined, '涉及几家'),
    );
    return until(
      'the consultation',
      async () =>
        (await stand.world.rows<{ id: string }>(`select id from meeting where asked_by = $1`, itemId))[0]?.id,
    );
  };

  it('waits for the result and goes on with it to its end', async () => {
    const itemId = await stand.item();
    const id = await consulted(itemId);
    await stand.sign('office', id, 'draft', decide('requested', await consultation()));
    await stand.sign('leader1', id, 'approve', decide('approved'));
    await held(id);
    await drafted(id, [await matter('县住建局', '统一办理')]);
    await stand.sign('liaison.housing', id, 'countersign', decide('agreed'));
    await reviewed(id);
    await delivered();
    expect(await waitsFor(stand.handle(itemId))).toEqual([]);
    await stand.sign('leader1', id, 'sign', decide('signed'));
    const child = await matterOf(id, '统一办理');
    await stand.sign('liaison.housing', child, 'solve', decide('done', { result: '已办成' }));
    await stand.sign('office', child, 'review', decide('closed'));
    // The item does not wait for the units that haven't signed for the minutes.
    await stand.sign('liaison.housing', itemId, 'solve', decide('solved', { result: '按协商办成' }), 2);
    await stand.sign('liaison.garrison', itemId, 'confirm', decide('satisfied'));
    await stand.sign('office', itemId, 'close', decide('closed'));
    expect(await stand.ended(itemId)).toEqual({ outcome: 'finished' });
    await allSign(id, ...units);
    expect(await stand.ended(id, 'topicalConsultation')).toEqual({ outcome: 'finished' });
    await record('need-item.consulted', stand.handle(itemId));
    await record('topical-consultation.asked', stand.handle(id, 'topicalConsultation'));
    await record('decided-matter.straight', stand.handle(child, 'decidedMatter'));
    await stand.world.verified();
  });

  it('goes on when the leader sees no need of a meeting', async () => {
    const itemId = await stand.item();
    const id = await consulted(itemId);
    await stand.sign('office', id, 'draft', decide('requested', await consultation()));
    await stand.sign('leader1', id, 'approve', decide('declined', undefined, '由教育局直接协调'));
    expect(await stand.ended(id, 'topicalConsultation')).toEqual({ outcome: 'declined' });
    await stand.stepOf(itemId, 'solve', 2);
    await delivered();
    expect(await waitsFor(stand.handle(itemId))).toContain('solve 2');
    await record('topical-consultation.declined', stand.handle(id, 'topicalConsultation'));
  });
});

describe('a liaison conference', () => {
  const material = (...suggestions: string[]) =>
    decide('handedIn', {
      achievements: '已办三件',
      problems: '资金不足',
      nextSteps: '继续推进',
      suggestions,
    });

  it('from the material to the last suggestion', async () => {
    const { world } = stand;
    const form = await conferenceForm(world, { startsAt: inFiveDays, materialDueDate: addDays(today, 2) });
    const id = await launchMeeting(world, 'liaisonConference', form, new Date());
    await stand.sign('liaison.housing', id, 'notified', received);
    await stand.sign('liaison.housing', id, 'material', material('设置统一标志'));
    await stand.sign('liaison.finance', id, 'material', material());
    await held(id);
    await drafted(id, [await matter('县财政局', '联络经费')]);
    await stand.sign('director', id, 'sign', decide('signed'));
    const [suggestion] = await world.rows<{ id: string }>(
      `select id from meeting_suggestion where meeting_id = $1`,
      id,
    );
    await stand.sign(
      'office',
      id,
      'dispose',
      decide('disposed', { dispositions: [{ suggestionId: suggestion?.id, answer: '已列入计划。' }] }),
    );
    await allSign(id, 'liaison.housing', 'liaison.finance');
    const child = await matterOf(id, '联络经费');
    await stand.sign('liaison.finance', child, 'solve', decide('done', { result: '已安排' }));
    await stand.sign('office', child, 'review', decide('closed'));
    expect(await stand.ended(id, 'liaisonConference')).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      'notified 1 cancelled',
      'material 1 handedIn',
      'hold 1 held',
      'minutes 1 drafted',
      'sign 1 signed',
      'receipts 1 received',
      'dispose 1 disposed',
    ]);
    await record('liaison-conference.straight', stand.handle(id, 'liaisonConference'));
  });

  it('suggestions that come late get a round of their own', async () => {
    const { world } = stand;
    const form = await conferenceForm(world, { startsAt: inFiveDays, materialDueDate: addDays(today, 2) });
    const id = await launchMeeting(world, 'liaisonConference', form, new Date());
    const step = await stand.stepOf(id, 'material');
    await world.serve(new Date(Date.now() + 4 * 86_400_000));
    await held(id);
    await drafted(id, [await matter('县财政局', '尚未办结')]);
    await stand.sign('director', id, 'sign', decide('signed'));
    await until('no suggestions to deal with', async () => {
      const [row] = await world.rows<{ at: Date | null }>(
        `select supervised_from as at from meeting where id = $1`,
        id,
      );
      return row?.at;
    });
    await world.sign('liaison.housing', step, material('迟交的建议'), new Date());
    await stand.stepOf(id, 'dispose', 2);
    const [suggestion] = await world.rows<{ id: string }>(
      `select id from meeting_suggestion where meeting_id = $1`,
      id,
    );
    await stand.sign(
      'office',
      id,
      'dispose',
      decide('disposed', { dispositions: [{ suggestionId: suggestion?.id, answer: '已答复。' }] }),
      2,
    );
    await allSign(id, 'liaison.housing', 'liaison.finance');
    const child = await matterOf(id, '尚未办结');
    await stand.sign('liaison.finance', child, 'solve', decide('done', { result: '已安排' }));
    await stand.sign('office', child, 'review', decide('closed'));
    expect(await stand.ended(id, 'liaisonConference')).toEqual({ outcome: 'finished' });
    await record('liaison-conference.late', stand.handle(id, 'liaisonConference'));
    await world.verified();
  });
});
