import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attach } from '../../../database/attachments/attach.js';
import { openStep } from '../../../database/steps/open-step.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { approved, completed, point, reported } from './points-world.js';

let world: World;
const now = at('2027-03-02T09:00');
const later = at('2027-03-05T10:00');
const EDUCATION = '县教育体育局';
const HOUSING = '县住建局';
const FINANCE = '县财政局';

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const stateOf = async (id: string) =>
  (await world.one<{ state: string }>(`select state from work_point where id = $1`, id)).state;

describe('a point', () => {
  const begun = async (leads: string[], cooperating: string[] = [], rest = {}) => {
    const { setId, points } = await approved(
      world,
      '',
      { points: [await point(world, '1', leads, cooperating, rest)] },
      now,
    );
    return { setId, id: points[0] as string };
  };

  it('is completed by each of its leads; it goes to the office with the last one', async () => {
    const { id } = await begun([EDUCATION, HOUSING]);
    const complete = await world.open(id, 'complete', now);
    expect((await world.sign('liaison.education', complete, completed('档案室'), later)).outcome).toBeNull();
    expect(await stateOf(id)).toBe('open');
    expect((await world.sign('liaison.housing', complete, completed('档案室'), later)).outcome).toBe(
      'completed',
    );
    await world.open(id, 'review', later);
    expect(await stateOf(id)).toBe('reviewing');
    expect(await world.rows(`select 1 from work_point_completion where point_id = $1`, id)).toHaveLength(2);
    await world.verified();
  });

  it('cannot be completed over the heads of units that owe a reply; who replied is not asked again', async () => {
    const { id } = await begun([EDUCATION], [HOUSING, FINANCE]);
    const cooperate = await world.open(id, 'cooperate', now);
    const complete = await world.open(id, 'complete', now);
    await world.sign('liaison.housing', cooperate, decide('replied', { reply: '已落实' }), now);
    await expect(world.sign('liaison.education', complete, completed('档案室'), later)).rejects.toMatchObject(
      {
        code: 'POINT_REPLIES_OPEN',
        params: { units: FINANCE },
      },
    );
    await world.sign('liaison.finance', cooperate, decide('replied', { reply: '已安排' }), later);
    expect((await world.sign('liaison.education', complete, completed('档案室'), later)).outcome).toBe(
      'completed',
    );
    // Returned by the office: the lead completes again, the units have answered.
    const review = await world.open(id, 'review', later);
    expect(await codeOf(world.sign('office', review, decide('returned'), later, undefined))).toBe(
      'OPINION_REQUIRED',
    );
    await world.sign('office', review, decide('returned', undefined, '照片不全'), later);
    expect(
      await openStep(world.dataSource.manager, { processId: id, key: 'cooperate', round: 2, now: later }),
    ).toMatchObject({ outcome: 'nobodyToAsk' });
    const again = await world.open(id, 'complete', later, 2);
    expect(await stateOf(id)).toBe('open');
    expect(await world.rows(`select 1 from work_point_completion where point_id = $1`, id)).toEqual([]);
    await world.sign('liaison.education', again, completed('补充照片'), later);
    await world.verified();
  });

  it('waits for nobody where the point says so', async () => {
    const { id } = await begun([EDUCATION], [HOUSING], { repliesOptional: true });
    await world.open(id, 'cooperate', now);
    const complete = await world.open(id, 'complete', now);
    expect(await codeOf(world.sign('liaison.education', complete, completed('档案室'), later))).toBe('done');
  });

  it('needs evidence: attached, or a word where it is', async () => {
    const { id } = await begun([EDUCATION, HOUSING]);
    const complete = await world.open(id, 'complete', now);
    await expect(world.sign('liaison.education', complete, completed(), later)).rejects.toMatchObject({
      code: 'EVIDENCE_REQUIRED',
      field: 'form.evidence',
    });
    const content = Buffer.from('照片目录');
    const file = {
      name: '佐证.txt',
      mediaType: 'text/plain',
      textChecked: true,
      content,
      sha256: createHash('sha256').update(content).digest(),
    };
    const own = await world.owed(complete, { login: 'liaison.education' });
    const signer = await world.as('liaison.education');
    await world.dataSource.transaction((tx) => attach(tx, signer, own, file, later));
    expect(await codeOf(world.sign('liaison.education', complete, completed(), later))).toBe('done');
    // One lead's file is not the other's evidence.
    expect(await codeOf(world.sign('liaison.housing', complete, completed(), later))).toBe(
      'EVIDENCE_REQUIRED',
    );
  });

  it('a completion is taken back as long as the other lead has not completed, and counts no more', async () => {
    const { id } = await begun([EDUCATION, HOUSING]);
    const complete = await world.open(id, 'complete', now);
    const { assignmentId } = await world.sign('liaison.education', complete, completed('档案室'), later);
    await world.act('liaison.education', assignmentId, { action: 'withdraw' }, later);
    expect(await world.rows(`select 1 from work_point_completion where point_id = $1`, id)).toEqual([]);
    expect((await world.sign('liaison.housing', complete, completed('档案室'), later)).outcome).toBeNull();
  });

  it('more time for one of two leads is the point’s limit; the other keeps his own', async () => {
    const { id } = await begun([EDUCATION, HOUSING], [], { limitDate: '2027-06-30' });
    const complete = await world.open(id, 'complete', now);
    const own = await world.owed(complete, { login: 'liaison.housing' });
    const extension = await world.extend('liaison.housing', own, '2027-09-30', later);
    await world.sign('director', extension, decide('approved'), later);
    expect(await world.one(`select limit_at from work_point where id = $1`, id)).toEqual({
      limit_at: at('2027-09-30T23:59:59.999'),
    });
    const deadlines = await world.rows<{ at: Date }>(
      `select deadline_at as at from assignment where step_id = $1 order by 1`,
      complete,
    );
    expect(deadlines.map((one) => one.at)).toEqual([
      at('2027-06-30T23:59:59.999'),
      at('2027-09-30T23:59:59.999'),
    ]);
    expect(await world.one(`select deadline_at from step where id = $1`, complete)).toEqual({
      deadline_at: at('2027-09-30T23:59:59.999'),
    });
  });

  it('a quarter that nobody reported is chased and stays on the list; it may still come late', async () => {
    const { id } = await begun([EDUCATION, HOUSING]);
    await world.open(id, 'complete', now);
    const first = await world.open(id, 'progress', at('2027-03-17T09:00'));
    const { deadline } = await world.one<{ deadline: Date }>(
      `select deadline_at as deadline from step where id = $1`,
      first,
    );
    expect(deadline).toEqual(at('2027-03-31T23:59:59.999'));
    await world.sign('liaison.education', first, reported(20), at('2027-03-20T09:00'));
    await world.serve(at('2027-04-02T09:30'));
    expect(await world.one(`select state, outcome from step where id = $1`, first)).toEqual({
      state: 'closed',
      outcome: 'deadline',
    });
    const housing = await world.unit(HOUSING);
    const escalated = (await world.facts(id, 'escalated')).filter(({ body }) => body['step'] === 'progress');
    expect(escalated.map(({ body }) => body['unitIds'])).toEqual([[housing]]);
    // The next quarter is a round of its own, whatever became of this one.
    const second = await world.open(id, 'progress', at('2027-06-16T09:00'), 2);
    await world.sign('liaison.education', second, reported(60), at('2027-06-20T09:00'));
    await world.sign('liaison.housing', first, reported(10), at('2027-06-20T10:00'));
    const reports = await world.rows(
      `select u.short_name as unit, r.quarter, r.percent, a.late from work_point_report r join unit u on u.id = r.unit_id
       join assignment a on a.id = r.assignment_id where r.point_id = $1 order by r.filed_at`,
      id,
    );
    expect(reports).toEqual([
      { unit: EDUCATION, quarter: 1, percent: 20, late: false },
      { unit: EDUCATION, quarter: 2, percent: 60, late: false },
      { unit: HOUSING, quarter: 1, percent: 10, late: true },
    ]);
    // What was never reported is written down as missed when the point ends after its quarter.
    await world.serve(at('2027-07-05T09:30'));
    await world.end(id, 'terminated', at('2027-07-06T09:00'));
    expect(
      await world.rows(`select state from assignment where step_id = $1 and unit_id = $2`, second, housing),
    ).toEqual([{ state: 'missed' }]);
    await world.verified();
  });

  it('asks only the leads that have not completed for a report', async () => {
    const { id } = await begun([EDUCATION, HOUSING]);
    const complete = await world.open(id, 'complete', now);
    await world.sign('liaison.education', complete, completed('档案室'), later);
    const progress = await world.open(id, 'progress', at('2027-03-17T09:00'));
    expect(
      await world.rows(
        `select u.short_name as unit from assignment a join unit u on u.id = a.unit_id where a.step_id = $1`,
        progress,
      ),
    ).toEqual([{ unit: HOUSING }]);
  });

  it('asks for no report while the office reviews; a report taken back is owed again', async () => {
    const { id } = await begun([EDUCATION]);
    const complete = await world.open(id, 'complete', now);
    const progress = await world.open(id, 'progress', at('2027-03-17T09:00'));
    const { assignmentId } = await world.sign(
      'liaison.education',
      progress,
      reported(20),
      at('2027-03-18T09:00'),
    );
    await world.act('liaison.education', assignmentId, { action: 'withdraw' }, at('2027-03-18T10:00'));
    expect(await world.rows(`select 1 from work_point_report where point_id = $1`, id)).toEqual([]);
    await world.sign('liaison.education', complete, completed('档案室'), at('2027-06-10T09:00'));
    await world.open(id, 'review', at('2027-06-10T09:00'));
    const opened = { processId: id, key: 'progress', round: 2, now: at('2027-06-16T09:00') };
    expect(await openStep(world.dataSource.manager, opened)).toMatchObject({ outcome: 'nobodyToAsk' });
  });
});
