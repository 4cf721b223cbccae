import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { honoursHeldBy } from '../../../database/honours/honour.store.js';
import { effectsOf } from '../../../database/processes/effects.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { actorOf } from '../../../database/steps/acting.js';
import { handOver } from '../../../database/steps/participants.js';
import { openStep } from '../../../database/steps/open-step.js';
import { confirmedVetoesOf, withdrawnAmong } from '../../../database/vetoes/veto.repository.js';
import { vetoEventOf } from '../../../database/vetoes/veto-event.store.js';
import { CITY, COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import {
  confirmedEvent,
  corrected,
  FINDINGS,
  honourState,
  launchEvent,
  LIAISON,
  proposed,
  reconsidered,
  STATED,
  subjectCounty,
  subjectUnit,
  titlesOf,
} from './veto-world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const MAY = at('2027-05-10T09:00:00');
const DAY = '2027-11-30';
const NOVEMBER = at('2027-11-30T09:30:00');
const manager = () => world.dataSource.manager;

/** Each test has titles of its own: what others hold is revoked out of sight. */
beforeEach(async () => {
  await world.rows(`update honour set state = 'revoked'`);
});

describe('a veto event', () => {
  it('is verified, heard and decided; titles change and the decision goes out with the sign-off', async () => {
    const subject = await subjectUnit(world);
    const [model, brave] = (await titlesOf(world, subject, ['双拥模范单位', '拥军先进集体'], MAY)) as [
      string,
      string,
    ];
    const id = await launchEvent(world, MAY);
    await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    await world.sign(LIAISON, await world.open(id, 'hear', MAY), STATED, MAY);
    const propose = await world.open(id, 'propose', MAY);
    const one = [{ honourId: model, measure: 'revoke' }];
    expect(await codeOf(world.sign('director', propose, proposed(one), MAY))).toBe('VETO_TITLES');
    const both = [...one, { honourId: brave, measure: 'freeze' }];
    expect(await codeOf(world.sign('director', propose, proposed(both), MAY))).toBe('FORM_REQUIRED');
    await world.sign('director', propose, proposed(both, DAY), MAY);
    // Nothing holds before it is decided.
    expect(await honourState(world, model)).toBe('held');
    expect(await confirmedVetoesOf(manager(), [subject], '2027-01-01', '2027-12-31')).toEqual([]);

    await world.sign('leader1', await world.open(id, 'decide', MAY), decide('confirmed'), MAY);
    expect([await honourState(world, model), await honourState(world, brave)]).toEqual(['revoked', 'frozen']);
    expect(await confirmedVetoesOf(manager(), [subject], '2027-01-01', '2027-12-31')).toEqual([
      { id, subject, item: 'compensation', happenedOn: '2027-05-03', confirmedAt: MAY },
    ]);
    expect(await confirmedVetoesOf(manager(), [subject], '2027-05-04', '2027-12-31')).toEqual([]);
    const document = await world.one<{ title: string; text: string; recipients: string[] }>(
      `select d.title, d.content::text as text, array(select r.unit_id from document_recipient r where r.document_id = d.id) as recipients
       from document d where d.process_id = $1`,
      id,
    );
    expect(document.title).toBe('关于认定县民政局一票否决事项的决定');
    expect(document.recipients).toEqual([subject.unitId]);
    for (const said of ['有三户的优待金拖欠两个月', '已经补发', '撤销', '2027年11月30日'])
      expect(document.text).toContain(said);
    const receipts = await world.open(id, 'receipts', MAY);
    await world.sign(LIAISON, receipts, decide('received'), MAY);
    expect(
      await world.rows(
        `select 1 from document_recipient where received_at is null and document_id in (select id from document where process_id = $1)`,
        id,
      ),
    ).toEqual([]);
    const kinds = (await world.facts(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['vetoConfirmed', 'titlesDecided', 'honourChanged', 'documentReceived']),
    );
    await world.verified();
  });

  it('goes on without its subject at the deadline, and says so', async () => {
    const id = await launchEvent(world, MAY);
    await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    const hear = await world.open(id, 'hear', MAY);
    await world.serve(at('2027-05-18T00:01:00'));
    const { outcome } = await world.one<{ outcome: string }>(`select outcome from step where id = $1`, hear);
    expect(outcome).toBe('silent');
    const later = at('2027-05-18T09:00:00');
    await world.sign('director', await world.open(id, 'propose', later), proposed([]), later);
    await world.sign('leader1', await world.open(id, 'decide', later), decide('confirmed'), later);
    expect(await vetoEventOf(manager(), id)).toMatchObject({
      heard: 'silent',
      view: null,
      state: 'confirmed',
    });
    const { text } = await world.one<{ text: string }>(
      `select content::text as text from document where process_id = $1`,
      id,
    );
    expect(text).toContain('没有提交陈述');
  });

  it('is unfounded, or not counted, with nothing taken and nothing issued', async () => {
    const subject = await subjectUnit(world);
    const [honourId] = (await titlesOf(world, subject, ['双拥模范单位'], MAY)) as [string];
    const unfounded = await launchEvent(world, MAY);
    const verify = await world.open(unfounded, 'verify', MAY);
    expect(await codeOf(world.sign('office', verify, decide('unfounded'), MAY))).toBe('OPINION_REQUIRED');
    await world.sign('office', verify, decide('unfounded', undefined, '查无此事'), MAY);
    const notCounted = await launchEvent(world, MAY);
    await world.sign('office', await world.open(notCounted, 'verify', MAY), FINDINGS, MAY);
    await world.sign(LIAISON, await world.open(notCounted, 'hear', MAY), STATED, MAY);
    const measures = proposed([{ honourId, measure: 'revoke' }]);
    await world.sign('director', await world.open(notCounted, 'propose', MAY), measures, MAY);
    const decideStep = await world.open(notCounted, 'decide', MAY);
    await world.sign('leader1', decideStep, decide('rejected', undefined, '情节轻微'), MAY);
    const states = [await vetoEventOf(manager(), unfounded), await vetoEventOf(manager(), notCounted)];
    expect(states.map(({ state }) => state)).toEqual(['unfounded', 'notCounted']);
    expect(await honourState(world, honourId)).toBe('held');
    expect(
      await world.rows(`select 1 from document where process_id = any($1::uuid[])`, [unfounded, notCounted]),
    ).toEqual([]);
  });

  it('is sent back when titles have come or gone since it was proposed', async () => {
    const subject = await subjectUnit(world);
    const id = await launchEvent(world, MAY);
    await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    await world.sign(LIAISON, await world.open(id, 'hear', MAY), STATED, MAY);
    await world.sign('director', await world.open(id, 'propose', MAY), proposed([]), MAY);
    await titlesOf(world, subject, ['新命名的称号'], MAY);
    const decideStep = await world.open(id, 'decide', MAY);
    expect(await codeOf(world.sign('leader1', decideStep, decide('confirmed'), MAY))).toBe(
      'VETO_TITLES_MOVED',
    );
    expect((await vetoEventOf(manager(), id)).state).toBe('deciding');
  });

  it.each([
    ['happens tomorrow', { happenedDate: '2027-05-11' }, 'DATE_IN_FUTURE'],
    ['is nobody’s', { subjectUnitId: undefined }, 'FORM_REQUIRED'],
    ['is two subjects’', { subjectRegionCode: '530921' }, 'INVALID_FIELD'],
    [
      'is of a region that is none of the county’s',
      { subjectUnitId: undefined, subjectRegionCode: '530921' },
      'INVALID_FIELD',
    ],
  ])('cannot be launched when it %s', async (_, change, code) => {
    const before = await world.rows(`select 1 from veto_event`);
    expect(await codeOf(launchEvent(world, MAY, change))).toBe(code);
    expect(await world.rows(`select 1 from veto_event`)).toHaveLength(before.length);
  });

  it('is seen in its own region and, once it is heard, by its subject; by nobody above and no other unit', async () => {
    const id = await launchEvent(world, MAY);
    const subject = await subjectUnit(world);
    const looks = async (viewer: { regions: string[]; units: string[] }) =>
      codeOf(visibleProcess(manager(), viewer, id));
    const own = { regions: [], units: [subject.unitId] };
    expect(await looks({ regions: [COUNTY], units: [] })).toBe('done');
    expect(await looks({ regions: [CITY], units: [] })).toBe('NOT_FOUND');
    expect(await looks({ regions: [], units: [await world.unit('县财政局')] })).toBe('NOT_FOUND');
    expect(await looks(own)).toBe('NOT_FOUND');
    await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    await world.open(id, 'hear', MAY);
    expect(await looks(own)).toBe('done');
  });
});

describe('a frozen title', () => {
  const frozen = async () => {
    const subject = await subjectUnit(world);
    const [honourId] = (await titlesOf(world, subject, ['双拥模范单位'], MAY)) as [string];
    const id = await confirmedEvent(world, MAY, [{ honourId, measure: 'freeze' }], DAY);
    return { id, honourId };
  };
  const plannedOf = async (id: string) => effectsOf('vetoEvent').plannedAt?.(manager(), id, 'reconsider:1');
  const settle = async (id: string, honourId: string, what: string, day?: string, round = 1) => {
    const step = await world.open(id, 'reconsider', NOVEMBER, round);
    await world.sign('director', step, reconsidered([{ honourId, reconsidered: what }], day), NOVEMBER);
    await world.sign(
      'leader1',
      await world.open(id, 'settle', NOVEMBER, round),
      decide('approved'),
      NOVEMBER,
    );
  };

  it('is looked at again on its day; prolonged, then given back, each time with a decision of its own', async () => {
    const { id, honourId } = await frozen();
    expect(await plannedOf(id)).toEqual(at('2027-11-30T09:00:00'));
    await settle(id, honourId, 'prolong', '2028-03-31');
    expect(await honourState(world, honourId)).toBe('frozen');
    expect(await plannedOf(id)).toEqual(at('2028-03-31T09:00:00'));
    await settle(id, honourId, 'lift', undefined, 2);
    expect(await honourState(world, honourId)).toBe('held');
    expect(await plannedOf(id)).toBeNull();
    const titles = await world.rows<{ title: string }>(
      `select title from document where process_id = $1 order by serial`,
      id,
    );
    expect(titles.map(({ title }) => title)).toEqual([
      '关于认定县民政局一票否决事项的决定',
      '关于县民政局暂停称号的复核决定',
      '关于县民政局暂停称号的复核决定',
    ]);
    // The event counts all the same.
    expect((await vetoEventOf(manager(), id)).state).toBe('confirmed');
    await world.verified();
  });

  it('has its day moved by a change order and by a standstill, not once it is being looked at', async () => {
    const { id } = await frozen();
    const { rescheduled, resumed, plannedItems } = effectsOf('vetoEvent');
    const context = (now: Date) =>
      ({ manager: manager(), now, process: { id }, actor: null, record: () => undefined }) as never;
    const move = (key: string, from?: string) =>
      codeOf(Promise.resolve(rescheduled?.(context(MAY), { key, ...(from ? { from } : {}) } as never)));
    expect(await move('reconsider:1', '2027-05-09')).toBe('DATE_IN_PAST');
    expect(await move('reconsider:2', '2027-10-08')).toBe('NOT_FOUND');
    expect(await move('reconsider:1')).toBe('FORM_REQUIRED');
    expect(await move('reconsider:1', '2027-10-08')).toBe('done');
    await resumed?.(context(at('2027-06-10T10:00:00')), at('2027-06-01T10:00:00'));
    expect(await plannedItems?.(manager(), id)).toEqual([
      { key: 'reconsider:1', label: '复核暂停的称号', from: '2027-10-17', to: null, begun: false },
    ]);
    await world.open(id, 'reconsider', NOVEMBER);
    expect(await move('reconsider:1', '2027-12-08')).toBe('STAGE_BEGUN');
  });

  it('keeps its event from being terminated: nobody would look at it again', async () => {
    const { id, honourId } = await frozen();
    expect(await codeOf(world.end(id, 'terminated', MAY))).toBe('VETO_TITLES_FROZEN');
    await settle(id, honourId, 'revoke');
    expect(await codeOf(world.end(id, 'terminated', NOVEMBER))).toBe('done');
    expect((await vetoEventOf(manager(), id)).state).toBe('confirmed');
  });

  it('that another event revokes meanwhile is not given back with the freeze', async () => {
    const { id, honourId } = await frozen();
    await confirmedEvent(world, MAY, [{ honourId, measure: 'revoke' }]);
    expect(await honourState(world, honourId)).toBe('revoked');
    await settle(id, honourId, 'lift');
    expect(await honourState(world, honourId)).toBe('revoked');
  });
});

describe('a correction', () => {
  it('gives back what only this event took, ends its process, and leaves what was decided on it readable', async () => {
    const subject = await subjectUnit(world);
    const [first, second] = (await titlesOf(world, subject, ['双拥模范单位', '拥军先进集体'], MAY)) as [
      string,
      string,
    ];
    const wrong = await confirmedEvent(world, MAY, [
      { honourId: first, measure: 'revoke' },
      { honourId: second, measure: 'keep' },
    ]);
    const right = await confirmedEvent(world, MAY, [{ honourId: second, measure: 'freeze' }], DAY);
    const correction = await corrected(world, wrong, NOVEMBER);
    expect([await honourState(world, first), await honourState(world, second)]).toEqual(['held', 'frozen']);
    expect(
      (await confirmedVetoesOf(manager(), [subject], '2027-01-01', '2027-12-31')).map(({ id }) => id),
    ).toContain(right);
    expect(
      (await confirmedVetoesOf(manager(), [subject], '2027-01-01', '2027-12-31')).map(({ id }) => id),
    ).not.toContain(wrong);
    expect(await withdrawnAmong(manager(), [wrong, right])).toEqual([
      { id: wrong, withdrawnAt: NOVEMBER, reason: '事实不成立' },
    ]);
    const { state, outcome } = await world.one<{ state: string; outcome: string }>(
      `select state, outcome from process where id = $1`,
      wrong,
    );
    expect([state, outcome]).toEqual(['ended', 'withdrawn']);
    const receipts = await world.open(correction, 'receipts', NOVEMBER);
    await world.sign(LIAISON, receipts, decide('received'), NOVEMBER);
    expect((await world.facts(wrong, 'vetoWithdrawn')).map(({ body }) => body['reason'])).toEqual([
      '事实不成立',
    ]);
    expect((await honoursHeldBy(manager(), subject)).map(({ id }) => id).sort()).toEqual(
      [first, second].sort(),
    );
    await world.verified();
  });

  it('is asked of confirmed events only, one at a time', async () => {
    const open = await launchEvent(world, MAY);
    expect(await codeOf(corrected(world, open, MAY))).toBe('VETO_NOT_CONFIRMED');
    const id = await confirmedEvent(world, MAY);
    await corrected(world, id, MAY);
    expect(await codeOf(corrected(world, id, MAY))).toBe('VETO_NOT_CONFIRMED');
  });
});

describe('at the same instant', () => {
  it('two leaders’ sign-offs about one title go one after the other, and the gravest holds', async () => {
    const subject = await subjectUnit(world);
    const [honourId] = (await titlesOf(world, subject, ['双拥模范单位'], MAY)) as [string];
    const waiting = async (measure: string) => {
      const id = await launchEvent(world, MAY);
      await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
      await world.sign(LIAISON, await world.open(id, 'hear', MAY), STATED, MAY);
      const form = proposed([{ honourId, measure }], measure === 'freeze' ? DAY : undefined);
      await world.sign('director', await world.open(id, 'propose', MAY), form, MAY);
      return world.open(id, 'decide', MAY);
    };
    const [freeze, revoke] = [await waiting('freeze'), await waiting('revoke')];
    const [first, second] = await Promise.all(
      [freeze, revoke].map((step) => codeOf(world.sign('leader1', step, decide('confirmed'), MAY))),
    );
    // Who comes second finds the title gone, and is sent back to propose anew.
    expect(['done', 'VETO_TITLES_MOVED']).toContain(first);
    expect(second).toBe('done');
    expect(await honourState(world, honourId)).toBe('revoked');
    await world.verified();
  });
});

describe('a unit that goes', () => {
  it('is succeeded in what is not over: its successor is heard', async () => {
    const id = await launchEvent(world, MAY, { subjectUnitId: await world.unit('县财政局') });
    const signer = await world.as('director');
    const position = signer.positions.find(({ kind }) => kind === 'officeDirector');
    const successorId = await world.unit('县税务局');
    await world.dataSource.transaction(async (tx) =>
      handOver(
        tx,
        actorOf(signer, position as never),
        { unitId: await world.unit('县财政局'), successorId, reason: '机构改革' },
        MAY,
      ),
    );
    await world.sign('office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    await world.sign('liaison.tax', await world.open(id, 'hear', MAY), STATED, MAY);
    expect((await vetoEventOf(manager(), id)).subject.unitId).toBe(successorId);
  });
});

describe('an event of a lower region', () => {
  it('is heard by its office, and its titles are the region’s', async () => {
    const subject = await subjectCounty(world);
    const [honourId] = (await titlesOf(world, subject, ['双拥模范县'], MAY)) as [string];
    const change = { subjectUnitId: undefined, subjectRegionCode: COUNTY };
    const id = await launchEvent(world, MAY, change, CITY);
    await world.sign('city.office', await world.open(id, 'verify', MAY), FINDINGS, MAY);
    await world.sign('office', await world.open(id, 'hear', MAY), STATED, MAY);
    const measures = proposed([{ honourId, measure: 'freeze' }], DAY);
    await world.sign('city.director', await world.open(id, 'propose', MAY), measures, MAY);
    await world.sign('city.leader1', await world.open(id, 'decide', MAY), decide('confirmed'), MAY);
    expect(await honourState(world, honourId)).toBe('frozen');
    await world.sign('office', await world.open(id, 'receipts', MAY), decide('received'), MAY);
    expect(await openStep(manager(), { processId: id, key: 'receipts', round: 2, now: MAY })).toMatchObject({
      outcome: 'nobodyToAsk',
    });
  });
});
