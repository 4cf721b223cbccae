import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeHonour, honoursHeldBy } from '../../../database/honours/honour.store.js';
import { titleStateOf } from '../../../domain/honours/kinds.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import {
  candidateNamed,
  candidates,
  CITY,
  commendationForm,
  confirmedVeto,
  DEEDS,
  EXAMINED,
  examined,
  launch,
  LAUNCHED,
  modelCityForm,
  OVER,
  playedIn,
  proposed,
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

describe('a commendation', () => {
  it('goes from recommendations to titles in force: named, numbered, granted in one transaction', async () => {
    const id = await play.toNotice();
    expect(Object.values(await states(world, id))).toEqual(['proposed', 'proposed', 'proposed']);
    expect(await play.skipped(id, 'objections', PUBLISHED)).toBeNull();
    expect(await world.serve(OVER)).toBeGreaterThan(0);
    const now = at('2026-10-12T09:00:00');
    await play.decided(id, now);
    const name = await world.open(id, 'name', now);
    await world.sign('guyuan.office', name, decide('named'), now);
    expect(await play.documents(id)).toEqual([
      { kind: 'publicNotice', number: '固双拥办示〔2026〕1号', recipients: 0 },
      { kind: 'decision', number: '固双拥办决〔2026〕1号', recipients: 3 },
    ]);
    const titles = await play.held(id);
    expect(titles.map(({ holder_name, title, state }) => [holder_name, title, state])).toEqual(
      expect.arrayContaining([
        ['固原市司法局', '双拥模范单位', 'held'],
        ['固原市税务局', '双拥模范单位', 'held'],
        ['田小禾', '双拥先进个人', 'held'],
      ]),
    );
    expect(titles.map(({ valid_until }) => valid_until)).toEqual(['2029-12-31', '2029-12-31', '2029-12-31']);
    const receipts = await world.open(id, 'receipts', now);
    await world.sign('guyuan.liaison.science', receipts, decide('received'), now, '市科技局');
    // Waited through: nobody was reminded of it, and it was never late.
    const kinds = (await world.facts(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => ['reminded', 'overdue', 'escalated'].includes(kind))).toEqual([]);
    // Nobody's name reaches a workflow.
    expect(JSON.stringify(await world.messages())).not.toContain('田小禾');
    await world.verified();
  });

  it('recommends within the quota, for what is named, and again only until the examination', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    const sign = (...own: object[]) =>
      world.sign(
        'guyuan.liaison.justice',
        step,
        decide('recommended', { candidates: own }),
        LAUNCHED,
        '市司法局',
      );
    expect(
      await codeOf(sign({ awardId: '1', deeds: DEEDS }, { awardId: '1', name: '律师协会', deeds: DEEDS })),
    ).toBe('INVALID_FIELD');
    expect(await codeOf(sign({ awardId: '2', deeds: DEEDS }))).toBe('FORM_REQUIRED');
    expect(await codeOf(sign({ awardId: '9', deeds: DEEDS }))).toBe('INVALID_FIELD');
    expect(await candidates(world, id)).toEqual([]);
    await sign({ awardId: '1', name: '固原市律师协会', deeds: DEEDS });
    const own = await world.one<{ id: string }>(
      `select id from assignment where step_id = $1 and state = 'done'`,
      step,
    );
    await world.act('guyuan.office', own.id, { action: 'returnFiling', opinion: '事迹再具体' }, LAUNCHED);
    expect(await candidates(world, id)).toEqual([]);
    await world.sign('guyuan.liaison.justice', step, recommended(), LAUNCHED, '市司法局');
    // The last day to its end; who is late still may, until somebody is examined.
    await world.serve(at('2026-09-11T23:59:59'));
    expect(await world.one(`select state from step where id = $1`, step)).toEqual({ state: 'open' });
    await world.serve(at('2026-09-12T00:00:01'));
    expect(await world.one(`select outcome from step where id = $1`, step)).toEqual({ outcome: 'deadline' });
    const late = at('2026-09-14T09:00:00');
    await world.sign('guyuan.liaison.tax', step, recommended(), late, '市税务局');
    await play.examine(id);
    expect(await codeOf(world.sign('guyuan.liaison.science', step, recommended(), late, '市科技局'))).toBe(
      'RECOMMENDATION_OVER',
    );
    await world.sign('guyuan.liaison.science', step, decide('none'), late, '市科技局');
  });

  it('examines everybody; whoever has a confirmed veto in the period cannot pass', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    await play.recommend(id);
    const taxed = await play.subjectOf('市税务局');
    await confirmedVeto(world, taxed, '2024-12-31', LAUNCHED);
    const step = await world.open(id, 'examine', EXAMINED);
    const deputy = (act: Awaited<ReturnType<typeof examined>>) =>
      codeOf(world.sign('guyuan.deputy', step, act, EXAMINED));
    // What happened before the period doesn't count, and what happened in it does.
    await confirmedVeto(world, taxed, '2025-01-01', LAUNCHED);
    expect(await deputy(await examined(world, id))).toBe('CANDIDATE_VETOED');
    const all = await candidates(world, id);
    const some = all.slice(1).map((one) => ({ candidateId: one.id, passed: false, reason: '不够条件' }));
    expect(await deputy(decide('examined', { results: some }))).toBe('CANDIDATES_UNEXAMINED');
    expect(
      await deputy(decide('examined', { results: [...some, { candidateId: all[0]!.id, passed: false }] })),
    ).toBe('OPINION_REQUIRED');
    expect(Object.values(await states(world, id))).toEqual(['recommended', 'recommended', 'recommended']);
    const vetoed = { 固原市税务局: '考察期内有一票否决事项' };
    expect(await deputy(await examined(world, id, vetoed))).toBe('done');
    await world.sign('guyuan.director', step, await examined(world, id, vetoed), EXAMINED);
    expect(await states(world, id)).toEqual({
      固原市司法局: 'passed',
      田小禾: 'passed',
      固原市税务局: 'struck',
    });
    await world.rows(`delete from veto_event`);
  });

  it('proposes no more than the quota and says why others are left out', async () => {
    const id = await launch(
      world,
      'commendation',
      await commendationForm(world, {
        awards: [
          { honourKind: 'modelUnit', title: '双拥模范单位', quota: 1, perUnit: 1 },
          { honourKind: 'modelPerson', title: '双拥先进个人', quota: 1, perUnit: 1 },
        ],
      }),
      LAUNCHED,
    );
    await play.recommend(id);
    await play.examine(id);
    const step = await world.open(id, 'propose', EXAMINED);
    const director = async (names: string[], reason?: string) =>
      codeOf(world.sign('guyuan.director', step, await proposed(world, id, names, reason), EXAMINED));
    expect(await director(['固原市司法局', '固原市税务局', '田小禾'])).toBe('INVALID_FIELD');
    expect(await director(['固原市司法局', '田小禾'])).toBe('OPINION_REQUIRED');
    expect(await director(['固原市司法局', '田小禾'], '名额只有一个')).toBe('done');
    expect(await states(world, id)).toEqual({
      固原市司法局: 'proposed',
      田小禾: 'proposed',
      固原市税务局: 'left',
    });
  });

  it('ends where nobody was recommended, and where nobody passed', async () => {
    const id = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.science', step, decide('none'), LAUNCHED, '市科技局');
    expect(await play.skipped(id, 'examine', EXAMINED)).toBe('nobodyToAsk');
    const other = await launch(world, 'commendation', await commendationForm(world), LAUNCHED);
    await play.recommend(other);
    const examining = await world.open(other, 'examine', EXAMINED);
    const nobody = { 固原市司法局: '不够条件', 固原市税务局: '不够条件', 田小禾: '不够条件' };
    for (const login of ['guyuan.deputy', 'guyuan.director'])
      await world.sign(login, examining, await examined(world, other, nobody), EXAMINED);
    expect(await play.skipped(other, 'propose', EXAMINED)).toBe('nobodyToAsk');
  });

  it.each([
    ['a day that is past', { recommendDate: '2026-08-31' }, 'DATE_IN_PAST'],
    ['a period to come', { periodFromDate: '2026-09-02' }, 'DATE_IN_FUTURE'],
    ['titles that are over before they begin', { validUntilDate: '2026-09-11' }, 'INVALID_FIELD'],
    ['a unit of another region', { unitIds: ['县财政局'] }, 'INVALID_FIELD'],
    [
      'two awards of one title',
      { awards: [1, 2].map(() => ({ honourKind: 'modelUnit', title: '模范', quota: 1, perUnit: 1 })) },
      'INVALID_FIELD',
    ],
  ])('is not launched with %s', async (_, change, code) => {
    const { unitIds = null, ...rest } = change as { unitIds?: string[] };
    const units = unitIds ? { unitIds: await Promise.all(unitIds.map((name) => world.unit(name))) } : {};
    const form = await commendationForm(world, { ...rest, ...units });
    expect(await codeOf(launch(world, 'commendation', form, LAUNCHED))).toBe(code);
  });
});

describe('model cities', () => {
  it('are applied for by the counties, whose offices sign for the decision', async () => {
    const id = await launch(world, 'modelCity', modelCityForm(), LAUNCHED);
    const step = await world.open(id, 'recommend', LAUNCHED);
    expect(await world.one(`select count(*)::int as asked from assignment where step_id = $1`, step)).toEqual(
      { asked: 5 },
    );
    await world.sign('xiji.office', step, decide('applied', { deeds: DEEDS }), LAUNCHED);
    await world.sign('pengyang.office', step, decide('applied', { deeds: DEEDS }), LAUNCHED);
    await world.sign('longde.office', step, decide('none'), LAUNCHED);
    await world.serve(at('2026-09-12T00:00:01'));
    await play.publish(id);
    await world.open(id, 'objections', PUBLISHED);
    await world.serve(OVER);
    const day = at('2026-10-12T09:00:00');
    await play.decided(id, day);
    await world.sign('guyuan.office', await world.open(id, 'name', day), decide('named'), day);
    expect((await play.held(id)).map(({ holder_name }) => holder_name)).toEqual(['彭阳县', '西吉县']);
    const receipts = await world.open(id, 'receipts', day);
    await world.sign('longde.office', receipts, decide('received'), day);
    const [title] = await play.held(id);
    const own = await world.dataSource.transaction((tx) =>
      honoursHeldBy(tx, { kind: 'region', regionCode: '640425', unitId: title!.id }, '2026-10-12'),
    );
    expect(own).toMatchObject([{ holderName: '彭阳县', kind: 'modelCity', state: 'held', validUntil: null }]);
  });

  it('are named by the office where it says so: nobody is asked', async () => {
    const nominees = [{ regionCode: '640422', deeds: DEEDS }];
    const form = modelCityForm({ nominees });
    const id = await launch(world, 'modelCity', form, LAUNCHED);
    expect(await play.skipped(id, 'recommend', LAUNCHED)).toBe('nobodyToAsk');
    expect(await states(world, id)).toEqual({ 西吉县: 'recommended' });
    await candidateNamed(world, id, '西吉县');
  });

  it.each([
    ['nobody below has an office', {}, '530925', 'INVALID_FIELD'],
    ['a region that is not below', { regionCodes: ['530925'] }, CITY, 'INVALID_FIELD'],
    ['no day to apply by', { recommendDate: undefined }, CITY, 'FORM_REQUIRED'],
    [
      'one named twice',
      { nominees: [1, 2].map(() => ({ regionCode: '640422', deeds: DEEDS })) },
      CITY,
      'INVALID_FIELD',
    ],
  ])('are not launched where %s', async (_, change, region, code) => {
    const { recommendDate, ...form } = { ...modelCityForm(), ...change };
    const full = { ...form, ...(recommendDate ? { recommendDate } : {}) };
    expect(await codeOf(launch(world, 'modelCity', full, LAUNCHED, region))).toBe(code);
  });
});

describe('a title', () => {
  it('is frozen, restored and revoked by named decisions, each in its history; revoked is for good', async () => {
    const [title] = await world.rows<{ id: string; process_id: string; title: string }>(
      `select id, process_id, title from honour where state = 'held' limit 1`,
    );
    const change = (state: 'held' | 'frozen' | 'revoked', reason: string) =>
      world.dataSource.transaction((manager) =>
        changeHonour({ manager, now: OVER, record: () => undefined }, title!.id, {
          ...{ state, reason, decisionProcessId: title!.process_id },
        }),
      );
    await change('frozen', '有一票否决事项正在核查');
    expect(await codeOf(change('frozen', '再次'))).toBe('HONOUR_MOVE');
    await change('held', '核查不属实');
    await change('revoked', '核查属实');
    expect(await codeOf(change('held', '恢复'))).toBe('HONOUR_MOVE');
    const history = await world.rows<{ from_state: string; to_state: string }>(
      `select from_state, to_state from honour_change where honour_id = $1 order by seq`,
      title!.id,
    );
    expect(history.map(({ from_state, to_state }) => `${from_state} ${to_state}`)).toEqual([
      'null held',
      'held frozen',
      'frozen held',
      'held revoked',
    ]);
    expect(
      await codeOf(world.rows(`update honour_change set reason = 'x' where honour_id = $1`, title!.id)),
    ).toMatch(/^42501$/);
  });

  it('is over after its last day, without anybody doing anything', () => {
    const title = { state: 'held', validUntil: '2029-12-31' } as const;
    expect(titleStateOf(title, '2029-12-31')).toBe('held');
    expect(titleStateOf(title, '2030-01-01')).toBe('expired');
    expect(titleStateOf({ ...title, state: 'revoked' }, '2030-01-01')).toBe('revoked');
  });
});
