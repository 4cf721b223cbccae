import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { joinCollection, leaveCollection } from '../../../database/steps/participants.js';
import { directorOf, everybodyFilesBut, itemsOfList, unitsMissing } from './stories.js';
import { at, codeOf, createWorld, decide, filed, itemOfArmy, type World } from './world.js';

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

const items = () => itemsOfList(world, listId);
const everybodyBut = (...units: string[]) => everybodyFilesBut(world, collect, units);
const missing = () => unitsMissing(world);
const step = (): Promise<{ state: string; outcome: string | null; check_at: Date | null }> =>
  world.one(`select state, outcome, check_at from step where id = $1`, collect);

describe('compiling', () => {
  it('is the end of taking a list back: its items have processes of their own by then', async () => {
    const now = at('2027-01-11T10:00:00');
    const { assignmentId } = await world.sign(
      'liaison.education',
      collect,
      filed('河道清淤'),
      now,
      '县教育体育局',
    );
    const compile = await world.open(listId, 'compile', now);
    await world.sign('office', compile, decide('compiled', { merge: [], classify: [], propose: [] }), now);
    const later = at('2027-01-13T10:00:00');
    expect(await codeOf(world.act('liaison.education', assignmentId, { action: 'withdraw' }, later))).toBe(
      'NOTHING_TO_WITHDRAW',
    );
    expect(
      await codeOf(world.act('office', assignmentId, { action: 'returnFiling', opinion: '补充' }, later)),
    ).toBe('NOTHING_TO_WITHDRAW');
    expect((await items()).map(({ state }) => state)).toEqual(['compiled']);
  });

  it('merges duplicates, keeps both origins, and asks both to confirm', async () => {
    const now = at('2027-01-11T10:00:00');
    await world.sign('liaison.education', collect, filed('河道清淤'), now, '县教育体育局');
    await world.sign('liaison.land', collect, filed('清理河道', '红线衔接'), now, '县自然资源局');
    await world.sign('liaison.garrison', collect, itemOfArmy('子女转学'), now, '驻军部队');
    const compile = await world.open(listId, 'compile', now);
    const ids = Object.fromEntries(
      (
        await world.rows<{ id: string; title: string }>(
          `select id, title from need_item where dual_list_id = $1`,
          listId,
        )
      ).map(({ id, title }) => [title, id]),
    ) as Record<string, string>;
    const compiled = (form: object) =>
      world.sign('office', compile, decide('compiled', form), at('2027-01-12T09:00:00'));
    const none = { merge: [], classify: [], propose: [] };
    for (const [form, code] of [
      [{ ...none, merge: [{ into: ids['河道清淤'], from: [ids['子女转学']] }] }, 'INVALID_FIELD'],
      [{ ...none, merge: [{ into: ids['河道清淤'], from: [ids['河道清淤']] }] }, 'INVALID_FIELD'],
      [{ ...none, classify: [{ itemId: ids['子女转学'], kind: 'environment' }] }, 'ITEM_KIND_UNKNOWN'],
      [
        { ...none, propose: [{ itemId: ids['子女转学'], leadUnitId: await world.unit('临沧市双拥办') }] },
        'INVALID_FIELD',
      ],
      [{ ...none, classify: [{ itemId: listId, kind: 'environment' }] }, 'INVALID_FIELD'],
    ] as const)
      expect(await codeOf(compiled(form))).toBe(code);

    await compiled({
      merge: [{ into: ids['河道清淤'], from: [ids['清理河道']], title: '河道清淤整治' }],
      classify: [{ itemId: ids['红线衔接'], kind: 'urbanPlanning' }],
      propose: [{ itemId: ids['子女转学'], leadUnitId: await world.unit('县教育体育局') }],
    });
    const stored = await world.rows<{ title: string; state: string; kind: string; number: number | null }>(
      `select title, state, kind, number from need_item where dual_list_id = $1 order by number nulls last`,
      listId,
    );
    expect(stored.map(({ title, state }) => `${title} ${state}`).sort()).toEqual(
      ['河道清淤整治 compiled', '红线衔接 compiled', '子女转学 compiled', '清理河道 merged'].sort(),
    );
    expect(stored.find(({ title }) => title === '红线衔接')?.kind).toBe('urbanPlanning');
    expect(new Set(stored.slice(0, 3).map(({ number }) => number)).size).toBe(3);
    const starts = (await world.messages()).filter(({ kind }) => kind === 'start');
    expect(starts.map(({ workflowId }) => workflowId).sort()).toEqual(
      [ids['河道清淤'], ids['红线衔接'], ids['子女转学']].map((id) => `needItem:${id}`).sort(),
    );

    const confirm = await world.open(ids['河道清淤']!, 'confirm', at('2027-05-10T09:00:00'));
    const first = await world.sign(
      'liaison.land',
      confirm,
      decide('satisfied'),
      at('2027-05-11T09:00:00'),
      '县自然资源局',
    );
    expect(first.outcome).toBeNull();
    const second = await world.sign(
      'liaison.education',
      confirm,
      decide('satisfied'),
      at('2027-05-11T10:00:00'),
      '县教育体育局',
    );
    expect(second.outcome).toBe('satisfied');
    const origins = await world.rows<{ original_title: string }>(
      `select original_title from need_item_origin where item_id = $1 order by 1`,
      ids['河道清淤'],
    );
    expect(origins.map(({ original_title }) => original_title)).toEqual(['河道清淤', '清理河道'].sort());
    await world.verified();
  });

  it('has nothing to do when only 零报告 came', async () => {
    await everybodyBut();
    await expect(world.open(listId, 'compile', at('2027-03-01T09:00:00'))).rejects.toThrow(
      'over already: compiled',
    );
    expect((await world.facts(listId, 'stepSkipped'))[0]?.body).toMatchObject({
      step: 'compile',
      outcome: 'compiled',
    });
  });
});

describe('units that join and leave', () => {
  const on = (text: string) => at(text);

  it('one that joins after the deadline has its own, and is in time with it', async () => {
    await everybodyBut();
    const unitId = await world.unit('县住建局');
    // It was on no list before: as if its round 1 had ended with an earlier departure.
    await world.rows(
      `update assignment set state = 'cancelled' where step_id = $1 and unit_id = $2`,
      collect,
      unitId,
    );
    await world.messages();
    const { assignmentId } = await world.dataSource.transaction(async (tx) =>
      joinCollection(tx, await directorOf(world), listId, { unitId }, on('2027-04-06T09:00:00')),
    );
    const owed = await world.one<{ round: number; deadline_at: Date }>(
      `select round, deadline_at from assignment where id = $1`,
      assignmentId,
    );
    expect(owed).toMatchObject({ round: 2, deadline_at: on('2027-04-20T23:59:59.999') });
    // Ten working days before its deadline is the very day it joined.
    expect((await step()).check_at).toEqual(on('2027-04-06T09:00:00'));
    expect(
      await codeOf(
        world.dataSource.transaction(async (tx) =>
          joinCollection(tx, await directorOf(world), listId, { unitId }, on('2027-04-06T10:00:00')),
        ),
      ),
    ).toBe('INVALID_FIELD');
    await world.act('liaison.housing', assignmentId, filed('支路衔接'), on('2027-04-20T23:59:59'));
    expect((await items())[0]).toMatchObject({ title: '支路衔接', filed_late: false });
    expect((await world.messages()).map(({ body }) => body['name'])).toEqual(['filedLate']);
    await world.verified();
  });

  it('when the last one owing leaves, the collection still closes at its deadline', async () => {
    await everybodyBut('县民政局');
    const unitId = await world.unit('县民政局');
    await world.dataSource.transaction(async (tx) =>
      leaveCollection(tx, await directorOf(world), listId, unitId, '撤并', on('2027-02-01T09:00:00')),
    );
    expect(await step()).toMatchObject({ state: 'open', check_at: on('2027-03-01T00:00:00') });
    await world.serve(on('2027-03-01T00:00:00'));
    expect(await step()).toEqual({ state: 'closed', outcome: 'deadline', check_at: null });
    expect(await missing()).not.toContain('县民政局');
  });
});
