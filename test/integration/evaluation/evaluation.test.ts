import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { correctionsOf, subjectsOfEvaluation } from '../../../database/evaluation/evaluation.store.js';
import { objectionsOf } from '../../../database/evaluation/objection.store.js';
import { resultsOf } from '../../../database/evaluation/results.repository.js';
import { openStep } from '../../../database/steps/open-step.js';
import { VETOED_GRADE } from '../../../domain/evaluation/result.js';
import { at, codeOf, createWorld, decide, zero, type World } from '../steps/world.js';
import { launchEvaluation, scoreOf, selfOf, subjectNamed } from './evaluation-world.js';

let world: World;
let id: string;
const FEBRUARY = at('2027-02-10T09:00:00');
const DECEMBER = at('2027-12-02T09:00:00');
const DUE = at('2027-12-11T00:00:01');
const REVIEW = at('2027-12-13T09:00:00');
const GIVEN = at('2027-12-15T09:00:00');
const OVER = at('2027-12-23T00:00:01');
const manager = () => world.dataSource.manager;
const outcome = async (key: string, now: Date, round = 1) =>
  (await openStep(manager(), { processId: id, key, round, now })).outcome;

beforeAll(async () => {
  world = await createWorld();
  // 双江 has a dual list in which one unit filed; 凤庆 has nothing at all.
  const { collect } = await world.launch(FEBRUARY, 2027);
  await world.sign('liaison.finance', collect, zero, FEBRUARY);
  id = await launchEvaluation(world);
}, 60_000);
afterAll(() => world.stop());

describe('an evaluation, from the launch to its end', () => {
  it('names its subjects in the organisation’s order and freezes the standard', async () => {
    const names = (await subjectsOfEvaluation(manager(), id)).map(({ name }) => name);
    expect(names).toEqual(['凤庆县', '双江自治县', '市人社局', '市教育体育局']);
    const row = await world.one<{ version: number; title: string; sha: Buffer }>(
      `select standard_version as version, standard ->> 'title' as title, standard_sha256 as sha from evaluation where process_id = $1`,
      id,
    );
    expect(row).toMatchObject({ version: 0, title: '双拥工作年度考评标准' });
    expect(row.sha).toHaveLength(32);
  });

  it('refuses who is evaluated already, a year to come, a day that is gone, nobody', async () => {
    expect(await codeOf(launchEvaluation(world))).toBe('EVALUATION_RUNNING');
    expect(await codeOf(launchEvaluation(world, { recordsYear: 2028 }))).toBe('YEAR_OUT_OF_RANGE');
    expect(await codeOf(launchEvaluation(world, { dueDate: '2027-11-30' }))).toBe('DATE_IN_PAST');
    expect(await codeOf(launchEvaluation(world, { regionCodes: [], unitIds: [] }))).toBe('SUBJECTS_MISSING');
    expect(await codeOf(launchEvaluation(world, { regionCodes: ['5301'] }))).toBe('INVALID_FIELD');
  });

  it('asks nobody for what is on record, and everybody for what is not', async () => {
    const step = await world.open(id, 'selfAssess', DECEMBER);
    const owed = await world.owed(step, { login: 'office' });
    const hand = (act: ReturnType<typeof decide>) => world.act('office', owed, act, DECEMBER);
    expect(await codeOf(hand(decide('submitted', { indicators: [] })))).toBe('SELF_INCOMPLETE');
    const doubted = await selfOf(world, id, 'region', { indicator: 'dualList', points: 4 });
    expect(await codeOf(hand(doubted))).toBe('FORM_REQUIRED');
    const tooMuch = await selfOf(world, id, 'region', { indicator: 'budget', points: 4.5, text: '有' });
    expect(await codeOf(hand(tooMuch))).toBe('INVALID_FIELD');
    const foreign = await selfOf(world, id, 'region', { indicator: 'partyMeeting', points: 1, text: '有' });
    expect(await codeOf(hand(foreign))).toBe('INVALID_FIELD');
    const claims = { indicator: 'dualList', points: 4, text: '其余单位在纸上报过。' };
    await hand(await selfOf(world, id, 'region', claims));
    const score = await scoreOf(world, id, '双江自治县', 'dualList');
    expect(score).toMatchObject({ systemMet: 1, claimed: 4, statement: '其余单位在纸上报过。' });
    expect(score.systemTotal).toBeGreaterThan(30);
    expect(score.systemPoints).toBe(0);
    // Each that is missing is told by name.
    expect(score.records.filter(({ met }) => !met).map(({ owner }) => owner)).toContain('县住建局');
    expect(score.records.filter(({ met }) => met).map(({ owner }) => owner)).toEqual(['县财政局']);
  });

  it('lets a subject take it back while nobody reviews, and goes on at the deadline without who is missing', async () => {
    const { stepId } = await openStep(manager(), {
      processId: id,
      key: 'selfAssess',
      round: 1,
      now: DECEMBER,
    });
    const unit = await world.owed(stepId, { unit: '市人社局' });
    await world.act('city.liaison.labour', unit, await selfOf(world, id, 'unit'), DECEMBER);
    await world.act('city.liaison.labour', unit, { action: 'withdraw', opinion: '还要补充' }, DECEMBER);
    expect((await subjectNamed(world, id, '市人社局')).handedInAt).toBeNull();
    await world.sign('city.liaison.labour', stepId, await selfOf(world, id, 'unit'), DECEMBER);
    await world.serve(DUE);
    expect(await outcome('selfAssess', DUE)).toBe('deadline');
    await world.open(id, 'review', REVIEW);
    // For who said nothing the system's figures stand, and nothing where it has none.
    expect(await scoreOf(world, id, '凤庆县', 'annualPlan')).toMatchObject({
      systemPoints: 0,
      claimed: null,
    });
    expect(await scoreOf(world, id, '凤庆县', 'budget')).toMatchObject({ systemPoints: null, claimed: null });
    expect(await scoreOf(world, id, '市教育体育局', 'services')).toMatchObject({ claimed: null });
    // Late is better than never, until the points are given: by the figures that were taken.
    const services = { indicator: 'services', points: 2, text: '办了两件实事。' };
    const self = await selfOf(world, id, 'unit', services);
    await world.sign('city.liaison.education', stepId, self, REVIEW);
    expect(await scoreOf(world, id, '市教育体育局', 'services')).toMatchObject({ claimed: 2 });
    const fengqing = await world.owed(stepId, { login: 'fengqing.office' });
    expect(fengqing).toBeDefined();
  });

  it('makes the review decide every contradiction, and asks a reason for each difference', async () => {
    const shuangjiang = (await subjectNamed(world, id, '双江自治县')).unitId;
    const labour = (await subjectNamed(world, id, '市人社局')).unitId;
    const { stepId } = await openStep(manager(), { processId: id, key: 'review', round: 1, now: REVIEW });
    const review = (scores: object[], vetoes: object[] = []) =>
      world.sign('city.office', stepId, decide('reviewed', { scores, vetoes }), REVIEW);
    expect(await codeOf(review([]))).toBe('REVIEW_INCOMPLETE');
    const dualList = { unitId: shuangjiang, indicator: 'dualList' };
    expect(await codeOf(review([{ ...dualList, points: 4 }]))).toBe('FORM_REQUIRED');
    expect(await codeOf(review([{ ...dualList, points: 5, reason: '多给' }]))).toBe('INVALID_FIELD');
    const decided = { ...dualList, points: 2, reason: '纸质清单核实过半。' };
    const cut = { unitId: labour, indicator: 'services', points: 3, reason: '只提供了一件实事的材料。' };
    expect(await codeOf(review([decided, { ...cut, reason: '' }]))).toBe('FORM_REQUIRED');
    expect(await codeOf(review([decided, cut], [{ unitId: labour, item: 'weather', reason: '无' }]))).toBe(
      'INVALID_FIELD',
    );
    await review([decided, cut], [{ unitId: labour, item: 'fraud', reason: '核查发现台账系事后补写。' }]);
    expect(await correctionsOf(manager(), id)).toMatchObject([
      { indicator: 'dualList', stage: 'review', before: 0, after: 2, reason: '纸质清单核实过半。' },
      { indicator: 'services', stage: 'review', before: 4, after: 3 },
    ]);
    // Who never handed in is chased for it no longer.
    const left = await world.rows(
      `select 1 from assignment a join step s on s.id = a.step_id where s.process_id = $1
      and s.key = 'selfAssess' and a.state = 'open'`,
      id,
    );
    expect(left).toEqual([]);
    // Many points, and failed all the same.
    const result = await subjectNamed(world, id, '市人社局');
    expect(result).toMatchObject({ vetoed: true, grade: VETOED_GRADE });
    expect(result.points).toBeGreaterThan(60);
    expect((await subjectNamed(world, id, '双江自治县')).vetoed).toBe(false);
  });

  it('gives each subject its own result and nobody another’s', async () => {
    await world.sign('city.director', await world.open(id, 'check', REVIEW), decide('approved'), REVIEW);
    await world.sign('city.leader1', await world.open(id, 'approve', GIVEN), decide('approved'), GIVEN);
    const documents = await world.rows<{ scope: string; units: string[]; title: string }>(
      `select d.content ->> 'scope' as scope, d.title, array_agg(u.name) as units from document d join document_recipient r on r.document_id = d.id
         join unit u on u.id = r.unit_id where d.process_id = $1 group by d.id order by d.serial`,
      id,
    );
    expect(documents).toHaveLength(4);
    for (const { scope, units } of documents) expect(units).toEqual([scope]);
    expect(await resultsOf(manager(), await subjectNamed(world, id, '市人社局'), 2027)).toEqual([]);
    const receipts = await world.open(id, 'receipts', GIVEN);
    await world.sign('city.liaison.labour', receipts, decide('received'), GIVEN);
  });

  it('hears objections for five working days, and writes down who said nothing', async () => {
    const step = await world.open(id, 'object', GIVEN);
    const object = (login: string, objections: object[]) =>
      world.sign(login, step, decide('objected', { objections }), GIVEN);
    const services = { indicator: 'services', points: 4, reason: '补交了三件实事的记录。' };
    expect(await codeOf(object('city.liaison.labour', [services, services]))).toBe('INVALID_FIELD');
    expect(await codeOf(object('city.liaison.labour', [{ ...services, indicator: 'budget' }]))).toBe(
      'INVALID_FIELD',
    );
    await object('city.liaison.labour', [services, { indicator: 'veto:fraud', reason: '台账是原件。' }]);
    await world.sign('fengqing.office', step, decide('accepted'), GIVEN);
    await world.serve(at('2027-12-22T23:00:00'));
    expect(await outcome('object', GIVEN)).toBeNull();
    await world.serve(OVER);
    expect(await outcome('object', OVER)).toBe('over');
    const answer = await world.open(id, 'answer', OVER);
    const responses = (await subjectsOfEvaluation(manager(), id)).map(({ response }) => response);
    expect(responses).toEqual(['accepted', 'silent', 'objected', 'silent']);
    expect(await world.facts(id, 'objectionWindowOver')).toMatchObject([{ body: { silent: 2 } }]);

    const [first, second] = await objectionsOf(manager(), id);
    const reply = (...answers: object[]) =>
      world.sign('city.director', answer, decide('answered', { answers }), OVER);
    const kept = { objectionId: first?.id, upheld: true, points: 3.5, reason: '两件属实。' };
    expect(await codeOf(reply(kept))).toBe('OBJECTIONS_UNANSWERED');
    const [pointless, unknown] = [
      { ...kept, points: undefined },
      { ...kept, objectionId: id },
    ];
    const veto = { objectionId: second?.id, upheld: true, reason: '原件核对无误，撤销认定。' };
    expect(await codeOf(reply(pointless, veto))).toBe('FORM_REQUIRED');
    expect(await codeOf(reply(unknown, veto))).toBe('INVALID_FIELD');
    await reply(kept, veto);
    // Not in force yet.
    expect(await subjectNamed(world, id, '市人社局')).toMatchObject({ vetoed: true });
  });

  it('freezes the results with the confirmation; the database keeps them', async () => {
    const before = (await subjectNamed(world, id, '市人社局')).points as number;
    await world.sign('city.leader1', await world.open(id, 'confirm', OVER), decide('confirmed'), OVER);
    const labour = await subjectNamed(world, id, '市人社局');
    expect(labour.points).toBeCloseTo(before + 0.5);
    expect(labour.vetoed).toBe(false);
    expect(await resultsOf(manager(), labour, 2027)).toMatchObject([
      { evaluationId: id, points: labour.points, vetoed: false },
    ]);
    // One more document: to who objected.
    const finals = await world.rows<{ title: string; n: number }>(
      `select title, count(*)::int as n from document where process_id = $1 group by title order by 2`,
      id,
    );
    expect(finals.map(({ n }) => n)).toEqual([1, 4]);
    expect(finals[0]?.title).toContain('最终');
    expect(await world.facts(id, 'resultsFrozen')).toMatchObject([{ body: { subjects: 4, changed: 1 } }]);
    await expect(
      world.rows(`update evaluation_subject set points = 100 where evaluation_id = $1`, id),
    ).rejects.toThrow(/frozen/);
    await expect(
      world.rows(`update evaluation_correction set after = 0 where evaluation_id = $1`, id),
    ).rejects.toThrow();
    await world.verified();
  });
});
