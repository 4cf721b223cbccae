import { civilDateOf, yearOf } from '../../domain/time/zone.js';
import { childIn, launchCircular, NOTICE, SIX } from '../integration/circulars/circular-world.js';
import { launchedAs, seats } from '../integration/steps/coordination-world.js';
import { decide, filed, itemOfArmy, zero } from '../integration/steps/world.js';
import { until, type Stand } from '../workflows/stand.js';
import { decidedMatter, liaisonConference, topicalConsultation } from './meeting-stories.js';
import type { Story } from './story.js';

const today = civilDateOf(new Date());
const thisYear = yearOf(new Date());
const received = decide('received');
const nothing = { merge: [], classify: [], propose: [] };
const solved = decide('solved', { result: '已办' });

/** The step's deadline is past, as its clock would find it. */
async function deadline(stand: Stand, stepId: string): Promise<void> {
  await stand.world.rows(
    `update step set deadline_at = $2, check_at = $2 where id = $1`,
    stepId,
    new Date(Date.now() - 1000),
  );
  await stand.world.serve(new Date());
}

const dualList: Story = {
  kind: 'dualList',
  title: 'a year: compiled, one filed late, asleep until the circular',
  async begin(stand) {
    // Its circular and carry-over are due in next year.
    const id = await stand.launch(thisYear + 1);
    const collect = await stand.stepOf(id, 'collect');
    await stand.world.sign('liaison.garrison', collect, itemOfArmy('子女转学'), new Date(), '驻军部队');
    await deadline(stand, collect);
    await stand.sign('office', id, 'compile', decide('compiled', nothing));
    await until('the year to sleep', async () => (await stand.progress(id, 'dualList')).includes('asleep'));
    await stand.world.sign('liaison.health', collect, zero, new Date(), '县卫健局');
    await stand.world.sign('liaison.education', collect, filed('河道清淤'), new Date(), '县教育体育局');
    await stand.stepOf(id, 'compile', 2);
    return [id];
  },
  middle: ['asleep', 'compile 2'],
  async finish(stand, [id = '']) {
    await stand.sign('office', id, 'compile', decide('compiled', nothing), 2);
    await until('every item to be on its own way', async () => {
      const sql = `select 1 from need_item where dual_list_id = $1 and state = 'compiled'`;
      return (await stand.world.rows(sql, id)).length === 0;
    });
    await stand.forward(id, 'dualList', new Date(`${thisYear + 1}-10-01T09:00+08:00`));
    await stand.sign('office', id, 'circular', decide('issued', { summary: '全年情况' }));
    await stand.forward(id, 'dualList', new Date(`${thisYear + 1}-12-15T09:00+08:00`));
    await stand.sign('office', id, 'carryOver', decide('carried'));
  },
  outcome: 'finished',
  path: [
    'collect 1 deadline',
    'compile 1 compiled',
    'compile 2 compiled',
    'circular 1 issued',
    'carryOver 1 carried',
  ],
};

const needItem: Story = {
  kind: 'needItem',
  title: 'an item: returned once, solved anew with cooperation open',
  async begin(stand) {
    const id = await stand.item();
    const plan = await stand.world.plan({ cooperatingUnitIds: [await stand.world.unit('县住建局')] });
    await stand.sign('leader2', id, 'claim', decide('claimed', plan));
    await stand.sign('liaison.housing', id, 'cooperate', decide('replied', { reply: '已配合' }));
    await stand.sign('liaison.education', id, 'solve', solved);
    await stand.sign('liaison.garrison', id, 'confirm', decide('returned', undefined, '未解决'));
    await stand.stepOf(id, 'solve', 2);
    return [id];
  },
  middle: ['cooperate 2', 'solve 2'],
  async finish(stand, [id = '']) {
    const again = decide('solved', { result: '再办', withoutReplies: '已当面落实' });
    await stand.sign('liaison.education', id, 'solve', again, 2);
    await stand.sign('liaison.garrison', id, 'confirm', decide('satisfied'), 2);
    await stand.sign('office', id, 'close', decide('closed'));
  },
  outcome: 'finished',
  path: [
    'claim 1 claimed',
    'cooperate 1 replied',
    'solve 1 solved',
    'confirm 1 returned',
    'cooperate 2 cancelled',
    'solve 2 solved',
    'confirm 2 satisfied',
    'close 1 closed',
  ],
};

const reportedUp: Story = {
  kind: 'needItem',
  title: 'an item that waits for the city’s answer',
  async begin(stand) {
    const id = await stand.item();
    await stand.sign('leader2', id, 'claim', decide('claimed', await stand.world.plan()));
    await stand.sign('liaison.education', id, 'solve', decide('cannotSolve', undefined, '县级无权限'));
    await stand.sign('office', id, 'reportUp', decide('reported', { summary: '请市级协调' }));
    const above = await until(
      'the city’s item',
      async () =>
        (await stand.world.rows<{ id: string }>(`select id from need_item where reported_from = $1`, id))[0]
          ?.id,
    );
    await stand.sign('city.office', above, 'receive', decide('arranged'));
    await stand.stepOf(above, 'claim');
    return [id, above];
  },
  middle: ['<answered>'],
  async finish(stand, [id = '', above = '']) {
    const leadUnitId = await stand.world.unit('县教育体育局');
    await stand.sign(
      'city.leader1',
      above,
      'claim',
      decide('claimed', await stand.world.plan({ leadUnitId })),
    );
    await stand.sign('liaison.education', above, 'solve', solved);
    await stand.sign(
      'city.office',
      above,
      'answer',
      decide('answered', { answer: '已协调', resolved: true }),
    );
    await stand.sign('office', id, 'relay', decide('relayed', { result: '已协调' }));
    await stand.sign('liaison.garrison', id, 'confirm', decide('satisfied'));
    await stand.sign('office', id, 'close', decide('closed'));
  },
  outcome: 'finished',
  path: [
    'claim 1 claimed',
    'solve 1 cannotSolve',
    'reportUp 1 reported',
    'relay 1 relayed',
    'confirm 1 satisfied',
    'close 1 closed',
  ],
};

const unchanged = decide('filed', { unchanged: true });
const confirmed = (returned: object[] = []) => decide('confirmed', { returned });

const liaisonFiling: Story = {
  kind: 'liaisonFiling',
  title: 'a year of liaisons: one was returned and files again',
  async begin(stand) {
    const { world } = stand;
    const id = await launchedAs(world, 'liaisonFiling', new Date(), { year: thisYear + 1 });
    const file = await stand.stepOf(id, 'file');
    const owed = await world.rows<{ id: string; login: string }>(
      `select distinct on (a.id) a.id, ac.login from assignment a join appointment ap on ap.position_id = a.position_id
       join account ac on ac.person_id = ap.person_id where a.step_id = $1 and a.state = 'open'`,
      file,
    );
    for (const one of owed) await world.act(one.login, one.id, unchanged, new Date());
    const education = await world.unit('县教育体育局');
    await stand.sign('office', id, 'confirm', confirmed([{ unitId: education, reason: '请再核' }]));
    await stand.sign('liaison.education', id, 'file', unchanged);
    await stand.stepOf(id, 'confirm', 2);
    return [id];
  },
  middle: ['asleep', 'confirm 2'],
  async finish(stand, [id = '']) {
    await stand.sign('office', id, 'confirm', confirmed(), 2);
    const [again] = await stand.world.rows<{ id: string }>(
      `select a.id from assignment a join unit u on u.id = a.unit_id join step s on s.id = a.step_id
       where s.process_id = $1 and s.key = 'file' and a.state = 'done' and u.short_name = '县卫健局'`,
      id,
    );
    const back = { action: 'returnFiling', opinion: '请更新' } as const;
    await stand.world.act('office', again?.id ?? '', back, new Date());
    await stand.sign('liaison.health', id, 'file', unchanged);
    await stand.sign('office', id, 'confirm', confirmed(), 3);
    await until(
      'the third confirmation to be taken',
      async () => !(await stand.progress(id, 'liaisonFiling')).includes('confirm 3'),
    );
    await stand.forward(id, 'liaisonFiling', new Date(`${thisYear + 2}-01-01T09:00+08:00`));
  },
  outcome: 'finished',
  path: ['file 1 filed', 'confirm 1 confirmed', 'confirm 2 confirmed', 'confirm 3 confirmed'],
};

const coordinationGroup: Story = {
  kind: 'coordinationGroup',
  title: 'a group: returned, composed again, before the approval',
  async begin(stand) {
    const id = await launchedAs(stand.world, 'coordinationGroup', new Date(), { year: thisYear + 1 });
    const complete = decide('composed', await seats(stand.world));
    await stand.sign('office', id, 'compose', complete);
    await stand.sign('leader1', id, 'approve', decide('returned', undefined, '联络员另选'));
    await stand.sign('office', id, 'compose', complete, 2);
    await stand.stepOf(id, 'approve', 2);
    return [id];
  },
  middle: ['approve 2', 'asleep'],
  async finish(stand, [id = '']) {
    await stand.sign('leader1', id, 'approve', decide('approved'), 2);
    await stand.sign('liaison.education', id, 'receipts', received, 1, '县教育体育局');
    await until('a vacancy to be waited for', async () =>
      (await stand.progress(id, 'coordinationGroup')).includes('<seatVacated>'),
    );
    await stand.forward(id, 'coordinationGroup', new Date(`${thisYear + 2}-01-01T09:00+08:00`));
  },
  outcome: 'finished',
  path: [
    'compose 1 composed',
    'approve 1 returned',
    'compose 2 composed',
    'approve 2 approved',
    'receipts 1 cancelled',
  ],
};

const coordinationMatter: Story = {
  kind: 'coordinationMatter',
  title: 'a matter: handed to the 组长, tasks half reported',
  async begin(stand) {
    const { world } = stand;
    const form = { title: '道路抢通', detail: '塌方。', urgency: 'ordinary' };
    const unitId = await world.unit('驻军部队');
    const id = await launchedAs(world, 'coordinationMatter', new Date(), { form, unitId });
    const triage = await world.owed(await stand.stepOf(id, 'triage'), { login: 'office' });
    await world.act('office', triage, decide('referred', undefined, '请组长定'), new Date());
    const tasks = await Promise.all(
      ['县公安局', '县住建局'].map(async (unit) => ({
        unitId: await world.unit(unit),
        task: `${unit}的任务`,
        limit: { workingDays: 3 },
      })),
    );
    await stand.sign('leader1', id, 'direct', decide('ordinary', { tasks }));
    await reports(stand, id, 'liaison.police', '县公安局');
    return [id];
  },
  middle: ['ordinaryTasks 1'],
  async finish(stand, [id = '']) {
    await reports(stand, id, 'liaison.housing', '县住建局');
    await stand.sign('liaison.garrison', id, 'confirm', decide('satisfied'));
    await stand.sign('office', id, 'review', decide('reviewed', { summary: '响应及时' }));
  },
  outcome: 'finished',
  path: [
    'triage 1 referred',
    'direct 1 ordinary',
    'ordinaryTasks 1 reported',
    'confirm 1 satisfied',
    'review 1 reviewed',
  ],
};

async function reports(stand: Stand, id: string, login: string, unit: string): Promise<void> {
  const owed = await stand.world.owed(await stand.stepOf(id, 'ordinaryTasks'), { unit });
  await stand.world.act(login, owed, { action: 'acknowledge' }, new Date());
  await stand.world.act(login, owed, decide('reported', { report: '已办' }), new Date());
}

const circular: Story = {
  kind: 'circular',
  title: 'a document on its way down: being read and signed for, the county below busy with it',
  async begin(stand) {
    const { world } = stand;
    const form = { title: '通报', circularKind: 'important' } as const;
    const id = await launchCircular(world, 'city.office', form, new Date());
    const number = `云拥办〔${thisYear}〕${1 + Math.floor(Math.random() * 1e6)}号`;
    const source = { ...NOTICE, number, receivedDate: today };
    await stand.sign('city.office', id, 'register', decide('registered', source));
    await toIssue(stand, 'city.', id, ['市教育体育局'], ['530921']);
    const below = await childIn(world, id, '530921');
    await stand.sign('fengqing.office', below, 'receive', decide('received'));
    await stand.stepOf(below, 'opinions');
    await stand.stepOf(id, 'receipts');
    return [id, below];
  },
  middle: ['read 1', 'receipts 1'],
  async finish(stand, [id = '', below = '']) {
    await toIssue(stand, 'fengqing.', below, ['凤庆县教育体育局'], []);
    for (const [prefix, one] of [
      ['fengqing.', below],
      ['city.', id],
    ] as const) {
      const read = await stand.stepOf(one, 'read');
      for (const leader of ['leader1', 'leader2'])
        await stand.world.sign(`${prefix}${leader}`, read, decide('read'), new Date());
      await stand.sign(`${prefix}liaison.education`, one, 'receipts', received);
    }
  },
  outcome: 'finished',
  path: [
    'register 1 registered',
    'opinions 1 drafted',
    'review 1 approved',
    'sign 1 signed',
    'issue 1 issued',
    'read 1 read',
    'receipts 1 received',
  ],
};

async function toIssue(
  stand: Stand,
  prefix: string,
  id: string,
  units: string[],
  regionCodes: string[],
): Promise<void> {
  const recipientUnitIds = await Promise.all(units.map((unit) => stand.world.unit(unit)));
  const opinions = { opinions: SIX, recipientUnitIds, ...(regionCodes.length > 0 ? { regionCodes } : {}) };
  await stand.sign(`${prefix}office`, id, 'opinions', decide('drafted', opinions));
  await stand.sign(`${prefix}director`, id, 'review', decide('approved'));
  await stand.sign(`${prefix}leader1`, id, 'sign', decide('signed'));
  await stand.sign(`${prefix}office`, id, 'issue', decide('issued'));
}

/** Those that sleep come last: their clocks are put forward. */
export const STORIES: Story[] = [
  needItem,
  reportedUp,
  coordinationMatter,
  circular,
  topicalConsultation,
  liaisonConference,
  decidedMatter,
  dualList,
  liaisonFiling,
  coordinationGroup,
];
