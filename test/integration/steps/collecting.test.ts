import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { saveDraft } from '../../../database/steps/draft.js';
import { openStep } from '../../../database/steps/open-step.js';
import { everybodyFilesBut, itemsOfList, unitsMissing } from './stories.js';
import { at, codeOf, createWorld, decide, filed, itemOfArmy, zero, type World } from './world.js';

let world: World;
let listId: string;
let collect: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  ({ listId, collect } = await world.launch(at('2027-01-04T09:00:00')));
  await world.messages();
});

const assignmentsOf = (
  unit: string,
): Promise<{ id: string; round: number; state: string; late: boolean; form: object | null }[]> =>
  world.rows(
    `select a.id, a.round, a.state, a.late, a.form from assignment a join unit u on u.id = a.unit_id
     where a.step_id = $1 and u.short_name = $2 order by a.round`,
    collect,
    unit,
  );
const items = () => itemsOfList(world, listId);
const everybodyBut = (...units: string[]) => everybodyFilesBut(world, collect, units);
const missing = () => unitsMissing(world);
const step = (): Promise<{ state: string; outcome: string | null; check_at: Date | null }> =>
  world.one(`select state, outcome, check_at from step where id = $1`, collect);

it('asks every filing unit once, due at the last instant of February, however often it is opened', async () => {
  const again = await openStep(world.dataSource.manager, {
    processId: listId,
    key: 'collect',
    round: 1,
    now: at('2027-01-05T09:00:00'),
  });
  expect(again).toEqual({ stepId: collect, outcome: null });
  const asked = await world.rows<{ deadline_at: Date; n: number; units: number }>(
    `select deadline_at, count(*)::int as n, count(distinct unit_id)::int as units from assignment where step_id = $1 group by 1`,
    collect,
  );
  // 23 departments, 6 townships, 3 military units.
  expect(asked).toEqual([{ deadline_at: at('2027-02-28T23:59:59.999'), n: 32, units: 32 }]);
  expect(await world.facts(listId, 'stepOpened')).toHaveLength(1);
});

describe('filing', () => {
  it('零报告 is a filing without items; an empty list that is no 零报告, or items with one, is refused', async () => {
    const education = await world.owed(collect, { unit: '县教育体育局' });
    const now = at('2027-01-11T10:00:00');
    for (const [form, code] of [
      [{ nothing: false, items: [] }, 'FILING_EMPTY'],
      [
        { nothing: true, items: [{ kind: 'environment', title: '河道清淤', detail: '' }] },
        'FILING_NOTHING_WITH_ITEMS',
      ],
      [{ nothing: false, items: [{ kind: 'children', title: '子女入学', detail: '' }] }, 'ITEM_KIND_UNKNOWN'],
    ] as const)
      expect(await codeOf(world.act('liaison.education', education, decide('filed', form), now))).toBe(code);
    expect((await assignmentsOf('县教育体育局')).map(({ state }) => state)).toEqual(['open']);

    expect(await world.act('liaison.education', education, zero, now)).toMatchObject({
      state: 'done',
      outcome: null,
    });
    expect(await items()).toEqual([]);
    expect(await codeOf(world.act('liaison.education', education, zero, now))).toBe('ALREADY_DECIDED');
    await world.verified();
  });

  it('is nobody else’s: another unit, the unit’s own leader, the office', async () => {
    const education = await world.owed(collect, { unit: '县教育体育局' });
    for (const login of ['liaison.health', 'leader.education', 'office', 'auditor', 'admin'])
      expect(await codeOf(world.act(login, education, zero, at('2027-01-11T10:00:00')))).toBe('NOT_YOURS');
  });

  it('closes when everybody filed, tells the workflow once, and chases nobody any more', async () => {
    await everybodyBut();
    expect(await step()).toEqual({ state: 'closed', outcome: 'filed', check_at: null });
    const told = await world.messages();
    expect(told.map(({ name, body }) => [name, body['outcome']])).toEqual([['stepClosed', 'filed']]);
    await world.serve(at('2027-04-01T00:00:00'));
    expect(await world.facts(listId, 'overdue')).toEqual([]);
  });

  it('refuses secrecy marks anywhere and keeps nothing of them', async () => {
    const education = await world.owed(collect, { unit: '县教育体育局' });
    const liaison = await world.as('liaison.education');
    const now = at('2027-01-11T10:00:00');
    const before = await world.facts(listId);
    const secret = '秘密★5年';
    expect(await codeOf(world.act('liaison.education', education, filed(`供水改造（${secret}）`), now))).toBe(
      'CLASSIFIED_CONTENT',
    );
    expect(
      await codeOf(
        world.act('liaison.education', education, { ...zero, opinion: `见附件，${secret}` } as never, now),
      ),
    ).toBe('CLASSIFIED_CONTENT');
    expect(
      await codeOf(world.act('liaison.education', education, { action: 'withdraw', opinion: secret }, now)),
    ).toBe('CLASSIFIED_CONTENT');
    expect(
      await codeOf(saveDraft(world.dataSource.manager, liaison, education, { items: [{ title: secret }] })),
    ).toBe('CLASSIFIED_CONTENT');
    expect(await world.facts(listId)).toEqual(before);
    expect(await items()).toEqual([]);
    const [text] = await world.rows<{ found: boolean }>(
      `select exists (select 1 from assignment where form::text like '%★%' or draft::text like '%★%' or opinion like '%★%')
         or exists (select 1 from audit_entry where body::text like '%★%') or exists (select 1 from outbox where body::text like '%★%') as found`,
    );
    expect(text?.found).toBe(false);
  });
});

describe('after the deadline', () => {
  const late = at('2027-03-08T09:00:00');
  beforeEach(async () => {
    await world.serve(at('2027-03-01T00:00:00'));
    await world.messages();
  });

  it('goes on with what there is; a late list is marked late and tells the workflow, a late 零报告 does not', async () => {
    expect(await step()).toMatchObject({ state: 'closed', outcome: 'deadline' });
    const answer = await world.sign('liaison.education', collect, filed('河道清淤'), late, '县教育体育局');
    expect(answer).toMatchObject({ state: 'done', outcome: null });
    await world.sign('liaison.health', collect, zero, late, '县卫健局');
    expect(await items()).toEqual([{ title: '河道清淤', state: 'filed', filed_late: true }]);
    expect((await assignmentsOf('县教育体育局'))[0]).toMatchObject({ state: 'done', late: true });
    expect((await assignmentsOf('县卫健局'))[0]).toMatchObject({ state: 'done', late: true });
    const told = await world.messages();
    expect(told).toMatchObject([
      {
        workflowId: `dualList:${listId}`,
        kind: 'signal',
        name: 'notice',
        body: { name: 'filedLate', id: answer.assignmentId },
      },
    ]);
    const facts = await world.facts(listId, 'decided');
    expect(facts.map(({ body }) => body['late'])).toEqual([true, true]);
    expect(await missing()).not.toContain('县教育体育局');
    expect(await missing()).toContain('县民政局');
    await world.verified();
  });

  it('chases who is missing with the whole ladder, each rung once, told to people who are there', async () => {
    await world.sign('liaison.education', collect, zero, late, '县教育体育局');
    await world.serve(at('2027-05-01T00:00:00'));
    await world.serve(at('2027-05-01T00:00:00'));
    const rungs = (await world.facts(listId, 'escalated')).filter(
      ({ body }) => body['checkpoint'] === 'rung:5',
    );
    const units = await world.one<{ n: number }>(
      `select count(*)::int as n from assignment where step_id = $1`,
      collect,
    );
    expect(rungs).toHaveLength(units.n - 1);
    for (const { body } of rungs)
      expect((body['told'] as { people: string[] }[])[0]?.people.length).toBeGreaterThan(0);
    const [told] = rungs.map(({ body }) => (body['told'] as { unit: string; title: string }[])[0]);
    expect(told).toMatchObject({ unit: '临沧市双拥办', title: '主任' });
    await world.verified();
  });

  it('a unit given more time is in time with it, in the list and in the record', async () => {
    const health = await world.owed(collect, { unit: '县卫健局' });
    const request = await world.extend('liaison.health', health, '2027-03-19', at('2027-03-02T09:00:00'));
    await world.sign('office', request, decide('approved'), at('2027-03-03T09:00:00'));
    await world.act('liaison.health', health, filed('共用文体场地'), at('2027-03-18T09:00:00'));
    expect((await assignmentsOf('县卫健局'))[0]).toMatchObject({ state: 'done', late: false });
    expect((await items())[0]).toMatchObject({ filed_late: false });
    const [decided] = (await world.facts(listId, 'decided')).filter(({ body }) => body['step'] === 'collect');
    expect(decided?.body).not.toHaveProperty('late');
  });
});

describe('returned and taken back', () => {
  it('the office returns a list: round 2 is owed by the same position, round 1 stays readable, its items are out', async () => {
    await world.sign(
      'liaison.education',
      collect,
      filed('河道清淤', '场地共用'),
      at('2027-01-11T10:00:00'),
      '县教育体育局',
    );
    const [first] = await assignmentsOf('县教育体育局');
    for (const login of ['liaison.education', 'liaison.health', 'city.office'])
      expect(
        await codeOf(
          world.act(
            login,
            first!.id,
            { action: 'returnFiling', opinion: '请补充' },
            at('2027-01-12T09:00:00'),
          ),
        ),
      ).toBe('NOT_YOURS');
    await world.act(
      'office',
      first!.id,
      { action: 'returnFiling', opinion: '请写明地点' },
      at('2027-01-12T09:00:00'),
    );

    const rounds = await assignmentsOf('县教育体育局');
    expect(rounds.map(({ round, state }) => `${round} ${state}`)).toEqual(['1 returned', '2 open']);
    expect(rounds[0]?.form).toMatchObject({ items: [{ title: '河道清淤' }, { title: '场地共用' }] });
    expect(new Set((await items()).map(({ state }) => state))).toEqual(new Set(['withdrawn']));
    const [notice] = await world.rows<{ kind: string; login: string }>(
      `select n.kind, ac.login from notice n join account ac on ac.person_id = n.person_id where n.assignment_id = $1`,
      rounds[1]!.id,
    );
    expect(notice).toEqual({ kind: 'returned', login: 'liaison.education' });

    await world.act(
      'liaison.education',
      rounds[1]!.id,
      filed('河道清淤（勐勐镇段）'),
      at('2027-01-13T09:00:00'),
    );
    expect((await items()).filter(({ state }) => state === 'filed').map(({ title }) => title)).toEqual([
      '河道清淤（勐勐镇段）',
    ]);
    expect(
      await codeOf(
        world.act('office', first!.id, { action: 'returnFiling', opinion: '再' }, at('2027-01-14T09:00:00')),
      ),
    ).toBe('NOTHING_TO_WITHDRAW');
    await world.verified();
  });

  it('a unit that takes its list back and stays silent has nothing compiled', async () => {
    const answer = await world.sign(
      'liaison.education',
      collect,
      filed('报错了的事项'),
      at('2027-01-11T10:00:00'),
      '县教育体育局',
    );
    await world.act(
      'liaison.education',
      answer.assignmentId,
      { action: 'withdraw' },
      at('2027-01-12T10:00:00'),
    );
    await world.sign(
      'liaison.garrison',
      collect,
      itemOfArmy('子女转学'),
      at('2027-01-12T10:00:00'),
      '驻军部队',
    );
    await world.serve(at('2027-03-01T00:00:00'));
    const compile = await world.open(listId, 'compile', at('2027-03-01T09:00:00'));
    await world.sign(
      'office',
      compile,
      decide('compiled', { merge: [], classify: [], propose: [] }),
      at('2027-03-02T09:00:00'),
    );
    expect(await items()).toMatchObject([
      { title: '报错了的事项', state: 'withdrawn' },
      { title: '子女转学', state: 'compiled' },
    ]);
    expect(await missing()).toContain('县教育体育局');
  });
});

describe('an ended year', () => {
  it('cancels open work, keeps the 未报 list, refuses what comes after', async () => {
    await world.sign('liaison.health', collect, zero, at('2027-01-11T10:00:00'), '县卫健局');
    await world.serve(at('2027-03-01T00:00:00'));
    const education = await world.owed(collect, { unit: '县教育体育局' });
    const extension = await world.extend(
      'liaison.education',
      education,
      '2027-12-30',
      at('2027-03-02T10:00:00'),
    );
    const approval = await world.owed(extension);
    await world.end(listId, 'finished', at('2027-12-20T09:00:00'));
    const now = at('2027-12-21T09:00:00');
    expect(await codeOf(world.act('liaison.education', education, zero, now))).toBe('PROCESS_ENDED');
    expect(await codeOf(world.act('office', approval, decide('approved'), now))).toBe('PROCESS_ENDED');
    expect(await codeOf(world.extend('liaison.education', education, '2027-12-31', now))).toBe(
      'ASSIGNMENT_NOT_OPEN',
    );
    expect(await codeOf(world.urge('office', education, now))).toBe('ASSIGNMENT_NOT_OPEN');
    expect(
      await world.rows(
        `select 1 from step where process_id = $1 and (state = 'open' or check_at is not null)`,
        listId,
      ),
    ).toEqual([]);
    expect(
      await world.rows(`select 1 from assignment where process_id = $1 and state = 'open'`, listId),
    ).toEqual([]);
    expect(await missing()).toContain('县教育体育局');
    expect(await missing()).not.toContain('县卫健局');
    await world.serve(at('2028-02-01T00:00:00'));
    expect((await world.facts(listId)).at(-1)?.kind).toBe('ended');
    await world.verified();
  });
});
