import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { subjectsOfEvaluation } from '../../../database/evaluation/evaluation.store.js';
import { objectionsOf } from '../../../database/evaluation/objection.store.js';
import type { Act } from '../../../database/steps/act.js';
import { CITY } from '../../support/county.js';
import { countQueries } from '../../support/count-queries.js';
import { at, createWorld, decide, type World } from '../steps/world.js';
import { launchEvaluation } from './evaluation-world.js';

const [FEW, MANY] = [3, 300];
const DECEMBER = at('2027-12-02T09:00:00');
const REVIEW = at('2027-12-13T09:00:00');
const GIVEN = at('2027-12-15T09:00:00');
const OVER = at('2027-12-23T00:00:01');
let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.rows(
    `with u as (insert into unit (id, region_code, name, short_name, kind, active_from)
       select gen_random_uuid(), $1, '市第' || n || '局', '第' || n || '局', 'member', '2026-01-01' from generate_series(1, $2::int) n
       returning id, name),
     o as (insert into position (id, unit_id, kind, title) select gen_random_uuid(), id, 'liaison', '联络员' from u returning id, unit_id),
     p as (insert into person (id, name) select o.id, '联络员' || u.name from o join u on u.id = o.unit_id returning id)
     insert into appointment (id, person_id, position_id, valid_from) select gen_random_uuid(), p.id, o.id, '2026-01-01' from p join o on o.id = p.id`,
    CITY,
    FEW + MANY,
  );
}, 120_000);
afterAll(() => world.stop());

/** An evaluation of some units to its end, each of them marked and objecting: how many statements each part of it took. */
async function played(unitIds: string[]): Promise<Record<string, number>> {
  const { dataSource } = world;
  const { manager } = dataSource;
  const id = await launchEvaluation(world, { regionCodes: [], unitIds }, DECEMBER);
  const counts: Record<string, number> = {};
  const step = async (login: string, key: string, act: Act, when: Date) => {
    let stepId = '';
    counts[`${key} opened`] = await countQueries(dataSource, async () => {
      stepId = await world.open(id, key, when);
    });
    counts[key] = await countQueries(dataSource, () => world.sign(login, stepId, act, when));
  };
  counts['selfAssess opened'] = await countQueries(dataSource, () => world.open(id, 'selfAssess', DECEMBER));
  await world.serve(at('2027-12-11T00:00:01'));

  const scores = unitIds.map((unitId) => ({
    unitId,
    indicator: 'services',
    points: 3,
    reason: '核实材料。',
  }));
  const vetoes = unitIds.map((unitId) => ({ unitId, item: 'fraud', reason: '台账系事后补写。' }));
  await step('city.office', 'review', decide('reviewed', { scores, vetoes }), REVIEW);
  await step('city.director', 'check', decide('approved'), REVIEW);
  await step('city.leader1', 'approve', decide('approved'), GIVEN);
  for (const key of ['receipts', 'object'])
    counts[`${key} opened`] = await countQueries(dataSource, () => world.open(id, key, GIVEN));
  // What each subject's own act writes.
  await world.rows(
    `insert into evaluation_objection (id, evaluation_id, seq, indicator, reason, asked, objected_at, assignment_id)
     select gen_random_uuid(), $1, s.seq, i, '补交了记录。', case when i = 'services' then 4 end, $2, a.id
     from evaluation_subject s join step t on t.process_id = $1 and t.key = 'object' join assignment a on a.step_id = t.id and a.unit_id = s.unit_id
       cross join unnest(array['services', 'veto:fraud']) i where s.evaluation_id = $1`,
    id,
    GIVEN,
  );
  await world.rows(
    `update evaluation_subject set response = 'objected', responded_at = $2 where evaluation_id = $1`,
    id,
    GIVEN,
  );
  await world.serve(OVER);
  const answers = (await objectionsOf(manager, id)).map(({ id: objectionId, indicator }) => ({
    ...{ objectionId, upheld: true, reason: '属实。' },
    ...(indicator === 'services' ? { points: 4 } : {}),
  }));
  await step('city.director', 'answer', decide('answered', { answers }), OVER);
  await step('city.leader1', 'confirm', decide('confirmed'), OVER);

  const subjects = await subjectsOfEvaluation(manager, id);
  expect(subjects.map((one) => [one.vetoed, one.response, one.frozenAt !== null])).toEqual(
    unitIds.map(() => [false, 'objected', true]),
  );
  // Its result and, after the objection, its final one; numbered without a gap.
  const documents = await world.rows<{ serial: number; unitId: string }>(
    `select d.serial, r.unit_id as "unitId" from document d join document_recipient r on r.document_id = d.id
     where d.process_id = $1 order by d.serial`,
    id,
  );
  const first = documents[0]!.serial;
  expect(documents.map(({ serial }) => serial - first)).toEqual([...Array(2 * unitIds.length).keys()]);
  const order = subjects.map(({ unitId }) => unitId);
  expect(documents.map(({ unitId }) => unitId)).toEqual([...order, ...order]);
  return counts;
}

it('asks as many statements of review, results and answers for three hundred subjects as for three', async () => {
  const units = await world.rows<{ id: string }>(
    `select id from unit where name like '市第%局' order by name`,
  );
  const ids = units.map(({ id }) => id);
  const few = await played(ids.slice(0, FEW));
  const began = Date.now();
  const many = await played(ids.slice(FEW));
  if (process.env['EVALUATION_TIMES'] === '1') console.info(Date.now() - began, { few, many });
  // What is read once and kept, the first of the two has read for both.
  expect(Object.entries(many).filter(([part, count]) => count > (few[part] ?? 0))).toEqual([]);
  await world.verified();
}, 180_000);
