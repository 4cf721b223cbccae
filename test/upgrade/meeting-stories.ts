import { addDays, civilDateOf } from '../../domain/time/zone.js';
import {
  allPresent,
  conferenceForm,
  consultationForm,
  launchMeeting,
} from '../integration/meetings-world.js';
import { decide } from '../integration/steps/world.js';
import { until, type Stand } from '../workflows/stand.js';
import type { Story } from './story.js';

const today = civilDateOf(new Date());
const received = decide('received');
const startsAt = `${addDays(today, 5)}T09:00+08:00`;

async function held(stand: Stand, id: string): Promise<void> {
  await stand.stepOf(id, 'hold');
  await stand.world.rows(`update meeting set starts_at = starts_at - interval '6 days' where id = $1`, id);
  await stand.sign('office', id, 'hold', await allPresent(stand.world, id));
}

const matter = async (stand: Stand, unit: string) => ({
  title: '改线施工',
  leadUnitId: await stand.world.unit(unit),
  cooperatingUnitIds: [],
  measures: '分步落实。',
  limitDate: addDays(today, 60),
});

const childOf = (stand: Stand, id: string): Promise<string> =>
  until(
    'the decided matter',
    async () =>
      (await stand.world.rows<{ id: string }>(`select id from matter where source_id = $1`, id))[0]?.id,
  );

async function signedByAll(stand: Stand, id: string, ...logins: string[]): Promise<void> {
  for (const login of logins) await stand.sign(login, id, 'receipts', received);
}

export const topicalConsultation: Story = {
  kind: 'topicalConsultation',
  title: 'a consultation: being countersigned after an objection',
  async begin(stand) {
    const form = await consultationForm(stand.world, { leaderPositionIds: [], startsAt });
    const id = await launchMeeting(stand.world, 'topicalConsultation', form, new Date());
    await stand.sign('leader1', id, 'approve', decide('approved'));
    await held(stand, id);
    const minutes = decide('drafted', { summary: '定了方案。', matters: [await matter(stand, '县住建局')] });
    await stand.sign('office', id, 'minutes', minutes);
    await stand.sign('liaison.housing', id, 'countersign', decide('objected', undefined, '时限太紧'));
    await stand.sign('office', id, 'minutes', minutes, 2);
    await stand.stepOf(id, 'countersign', 2);
    return [id];
  },
  middle: ['countersign 2'],
  async finish(stand, [id = '']) {
    await stand.sign('liaison.housing', id, 'countersign', decide('agreed'), 2);
    await stand.sign('deputy', id, 'review', decide('reviewed'));
    await stand.sign('director', id, 'review', decide('reviewed'));
    await stand.sign('leader1', id, 'sign', decide('signed'));
    const child = await childOf(stand, id);
    await stand.sign('liaison.housing', child, 'solve', decide('done', { result: '已办成' }));
    await stand.sign('office', child, 'review', decide('closed'));
    await stand.ended(child, 'decidedMatter');
    await stand.stepOf(id, 'receipts');
    await signedByAll(stand, id, 'liaison.housing', 'liaison.finance', 'liaison.land');
  },
  outcome: 'finished',
  path: [
    'approve 1 approved',
    'notified 1 cancelled',
    'hold 1 held',
    'minutes 1 drafted',
    'countersign 1 objected',
    'minutes 2 drafted',
    'countersign 2 agreed',
    'review 1 reviewed',
    'sign 1 signed',
    'receipts 1 received',
  ],
};

/** Begun as the meeting's child; the story is about the matter. */
const conferenceToItsMatter = async (stand: Stand): Promise<[conference: string, child: string]> => {
  const form = await conferenceForm(stand.world, { startsAt, materialDueDate: addDays(today, 2) });
  const id = await launchMeeting(stand.world, 'liaisonConference', form, new Date());
  await stand.stepOf(id, 'material');
  await stand.world.serve(new Date(Date.now() + 4 * 86_400_000));
  await held(stand, id);
  const minutes = { summary: '定了方案。', matters: [await matter(stand, '县财政局')] };
  await stand.sign('office', id, 'minutes', decide('drafted', minutes));
  await stand.sign('director', id, 'sign', decide('signed'));
  const child = await childOf(stand, id);
  return [id, child];
};

export const liaisonConference: Story = {
  kind: 'liaisonConference',
  title: 'a conference: supervising, a suggestion that came late on the table',
  async begin(stand) {
    const [id, child] = await conferenceToItsMatter(stand);
    await until('no suggestions to deal with', async () => {
      const sql = `select supervised_from as at from meeting where id = $1`;
      return (await stand.world.rows<{ at: Date | null }>(sql, id))[0]?.at;
    });
    const material = { achievements: '已办', problems: '无', nextSteps: '继续', suggestions: ['统一标志'] };
    const step = await stand.stepOf(id, 'material');
    await stand.world.sign('liaison.housing', step, decide('handedIn', material), new Date());
    await stand.stepOf(id, 'dispose', 2);
    return [id, child];
  },
  middle: ['<mattersClosed>', 'dispose 2', 'receipts 1'],
  async finish(stand, [id = '', child = '']) {
    const [suggestion] = await stand.world.rows<{ id: string }>(
      `select id from meeting_suggestion where meeting_id = $1`,
      id,
    );
    const dispositions = [{ suggestionId: suggestion?.id, answer: '已答复。' }];
    await stand.sign('office', id, 'dispose', decide('disposed', { dispositions }), 2);
    await signedByAll(stand, id, 'liaison.housing', 'liaison.finance');
    await stand.sign('liaison.finance', child, 'solve', decide('done', { result: '已安排' }));
    await stand.sign('office', child, 'review', decide('closed'));
  },
  outcome: 'finished',
  path: [
    'notified 1 cancelled',
    'material 1 deadline',
    'hold 1 held',
    'minutes 1 drafted',
    'sign 1 signed',
    'receipts 1 received',
    // Nothing had been suggested: the engine settles it.
    'dispose 1 disposed',
    'dispose 2 disposed',
  ],
};

export const decidedMatter: Story = {
  kind: 'decidedMatter',
  title: 'a decided matter: returned once, being solved again',
  async begin(stand) {
    const [id, child] = await conferenceToItsMatter(stand);
    await stand.sign('liaison.finance', child, 'solve', decide('done', { result: '已安排' }));
    await stand.sign('office', child, 'review', decide('returned', undefined, '现场未清理'));
    await stand.stepOf(child, 'solve', 2);
    return [child, id];
  },
  middle: ['solve 2'],
  async finish(stand, [child = '', id = '']) {
    await stand.sign('liaison.finance', child, 'solve', decide('done', { result: '已安排' }), 2);
    await stand.sign('office', child, 'review', decide('closed'), 2);
    await signedByAll(stand, id, 'liaison.housing', 'liaison.finance');
  },
  outcome: 'finished',
  path: ['solve 1 done', 'review 1 returned', 'solve 2 done', 'review 2 closed'],
};
