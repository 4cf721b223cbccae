import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { effectsOf } from '../../../database/processes/effects.js';
import { handOver } from '../../../database/steps/participants.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { approved, launchPoints, point, pointsOf } from './points-world.js';

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

const messages = async (name: string) => (await world.messages()).filter((one) => one.name === name);
const end = (id: string, outcome = 'finished', when = later) => world.end(id, outcome, when);

describe('a set that the office launches with its points', () => {
  it('is approved: numbered, handed out, one process for each point, in one transaction', async () => {
    await world.messages();
    const { setId, points } = await approved(
      world,
      '',
      {
        points: [
          await point(world, '1', [EDUCATION, HOUSING], [FINANCE]),
          await point(world, '2', [FINANCE], [], { limitDate: '2027-07-31', section: '二、支持部队' }),
        ],
        opinions: [{ title: '压实责任', text: '落实到人。' }],
        copyUnitIds: [await world.unit('县人社局')],
      },
      now,
    );
    const { content } = await world.one<{ content: IssuedContent }>(
      `select content from document where process_id = $1`,
      setId,
    );
    expect(content).toMatchObject({ kind: 'notice', title: '关于印发《2027年双拥工作要点》的通知' });
    expect(content.number).toMatch(/〔2027〕\d+号$/);
    expect(content.annexes[0]?.blocks).toEqual([
      { type: 'heading', level: 1, text: '一、宣传教育' },
      expect.objectContaining({
        text: expect.stringMatching(/^1\. 抓好第1项任务。（.+、.+分别牵头，.+配合）$/),
      }),
      { type: 'heading', level: 1, text: '二、支持部队' },
      expect.objectContaining({ text: expect.stringMatching(/^2\. 抓好第2项任务。（.+牵头）$/) }),
    ]);
    const rows = await world.rows(
      `select number, limit_at, state from work_point where set_id = $1 order by seq`,
      setId,
    );
    expect(rows).toEqual([
      { number: '1', limit_at: at('2027-12-31T23:59:59.999'), state: 'open' },
      { number: '2', limit_at: at('2027-07-31T23:59:59.999'), state: 'open' },
    ]);
    const starts = (await world.messages()).filter(({ kind }) => kind === 'start');
    expect(starts[0]?.body).toMatchObject({ fromAbove: false, drafted: true });
    // Only ids and dates reach the workflow: ten working days before each quarter's last day.
    expect(starts.slice(1).map(({ body }) => body)).toEqual(
      points.map((processId) => ({
        processId,
        year: 2027,
        begunOn: '2027-03-02',
        reportsFrom: expect.arrayContaining(['2027-03-17T01:00:00.000Z']),
      })),
    );
    const again = await effectsOf('workPoint').inputOf?.(world.dataSource.manager, points[0] as string);
    expect(again).toMatchObject({
      begunOn: '2027-03-02',
      reportsFrom: (starts[1]?.body as never)['reportsFrom'],
    });
    // Every unit signs for it.
    const receipts = await world.open(setId, 'receipts', now);
    const asked = await world.rows<{ unit: string }>(
      `select u.short_name as unit from assignment a join unit u on u.id = a.unit_id where a.step_id = $1`,
      receipts,
    );
    expect(asked.map(({ unit }) => unit).sort()).toEqual([EDUCATION, HOUSING, FINANCE, '县人社局'].sort());
    await world.verified();
  });

  it('goes on when its last point has ended, however it ended', async () => {
    const { setId, points } = await approved(
      world,
      '',
      { points: [await point(world, '1', [EDUCATION]), await point(world, '2', [HOUSING])] },
      now,
    );
    await world.messages();
    await end(points[0] as string);
    expect(await messages('notice')).toEqual([]);
    await end(points[1] as string, 'terminated');
    expect((await messages('notice')).map(({ workflowId, body }) => [workflowId, body])).toEqual([
      [`workPoints:${setId}`, { name: 'mattersClosed', id: setId }],
    ]);
    expect(await world.facts(setId, 'pointClosed')).toHaveLength(2);
    expect(await effectsOf('workPoints').noticesOf?.(world.dataSource.manager, setId)).toEqual([
      { name: 'mattersClosed', id: setId },
      { name: 'receivedBelow', id: setId },
    ]);
  });

  it('is told once when its last two points end at the same instant', async () => {
    const { setId, points } = await approved(
      world,
      '',
      { points: [await point(world, '1', [EDUCATION]), await point(world, '2', [HOUSING])] },
      now,
    );
    await world.messages();
    await Promise.all(points.map((id) => end(id)));
    expect((await messages('notice')).map(({ workflowId }) => workflowId)).toEqual([`workPoints:${setId}`]);
    await world.verified();
  });

  it('launched with a title alone, gets its points in the step draft; a forwarded notice goes out behind it', async () => {
    const setId = await launchPoints(world, 'office', {}, now);
    expect(await effectsOf('workPoints').inputOf?.(world.dataSource.manager, setId)).toEqual({
      fromAbove: false,
      drafted: false,
    });
    const draft = await world.open(setId, 'draft', now);
    const form = {
      points: [await point(world, '（一）', [EDUCATION])],
      opinions: [],
      source: 'forwarded',
      issuer: '云南省双拥办',
    };
    expect(await codeOf(world.sign('office', draft, decide('drafted', form), now))).toBe('FORM_REQUIRED');
    const source = { documentNumber: '云拥办〔2027〕1号', sourceTitle: '2027年云南省双拥工作要点' };
    await world.sign('office', draft, decide('drafted', { ...form, ...source }), now);
    await world.sign('leader1', await world.open(setId, 'approve', now), decide('approved'), now);
    const { content } = await world.one<{ content: IssuedContent }>(
      `select content from document where process_id = $1`,
      setId,
    );
    expect(content).toMatchObject({ kind: 'forwarding', forwarded: { number: source.documentNumber } });
    expect(content.annexes[0]?.blocks[0]).toMatchObject({
      type: 'table',
      rows: [expect.arrayContaining(['（一）'])],
    });
  });

  test('what is refused names the point and the field', async () => {
    const launch = (points: object[], more: object = {}) =>
      launchPoints(world, 'office', { points, ...more } as never, now);
    const good = await point(world, '1', [EDUCATION]);
    const [group] = await world.rows<{ id: string }>(
      `select id from unit where kind = 'leadingGroup' and region_code = '530925'`,
    );
    const refused: [object[], object, string, string][] = [
      [[{ ...good, leadUnitIds: [] }], {}, 'INVALID_FIELD', 'form.points[0].leadUnitIds'],
      [
        [good, { ...good, cooperatingUnitIds: good.leadUnitIds }],
        {},
        'INVALID_FIELD',
        'form.points[1].cooperatingUnitIds',
      ],
      [[{ ...good, limitDate: '2027-03-01' }], {}, 'DATE_IN_PAST', 'form.points[0].limitDate'],
      [
        [{ ...good, leadUnitIds: [await world.unit('市教育体育局')] }],
        {},
        'INVALID_FIELD',
        'form.points[0].leadUnitIds',
      ],
      [
        [{ ...good, cooperatingUnitIds: [group?.id] }],
        {},
        'INVALID_FIELD',
        'form.points[0].cooperatingUnitIds',
      ],
      [
        [{ ...good, parentPointId: good.leadUnitIds[0] }],
        {},
        'INVALID_FIELD',
        'form.points[0].parentPointId',
      ],
      [[good], { regionCodes: ['5309'] }, 'INVALID_FIELD', 'form.regionCodes'],
      [[good], { copyUnitIds: good.leadUnitIds }, 'INVALID_FIELD', 'form.copyUnitIds'],
    ];
    for (const [points, more, code, field] of refused)
      await expect(launch(points, more)).rejects.toMatchObject({ code, field });
  });
});

it('a unit that leaves hands its points over: led, supported, drafted', async () => {
  const [housing, labour] = [await world.unit(HOUSING), await world.unit('县人社局')];
  const { points } = await approved(
    world,
    '',
    {
      points: [
        await point(world, '1', [HOUSING, '县人社局']),
        await point(world, '2', ['县人社局'], [HOUSING, FINANCE]),
      ],
    },
    now,
  );
  const drafted = await launchPoints(world, 'office', { points: [await point(world, '1', [HOUSING])] }, now);
  const complete = await world.open(points[0] as string, 'complete', now);
  const signer = await world.as('director');
  const actor = actorOf(signer, signer.positions[0] as never);
  await world.dataSource.transaction((tx) =>
    handOver(tx, actor, { unitId: housing, successorId: labour, reason: '职能划转' }, later),
  );
  const units = await world.rows(
    `select lead_unit_ids as leads, cooperating_unit_ids as cooperating from work_point where id = any($1::uuid[]) order by seq`,
    points,
  );
  expect(units).toEqual([
    { leads: [labour], cooperating: [] },
    { leads: [labour], cooperating: [await world.unit(FINANCE)] },
  ]);
  expect(
    await world.rows(`select 1 from assignment where step_id = $1 and unit_id = $2`, complete, housing),
  ).toEqual([]);
  await world.sign('leader1', await world.open(drafted, 'approve', later), decide('approved'), later);
  const [own] = await pointsOf(world, drafted);
  expect(await world.one(`select lead_unit_ids as leads from work_point where id = $1`, own)).toEqual({
    leads: [labour],
  });
  await world.verified();
});
