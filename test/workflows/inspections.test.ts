import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchProcess } from '../../database/processes/launch-process.js';
import { actorOf } from '../../database/steps/acting.js';
import { circularDraftOf } from '../../database/inspections/circular-draft.js';
import { addDays, civilDateOf, instantAt } from '../../domain/time/zone.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, until, type Stand } from './stand.js';

const CITY = '6404';
const today = civilDateOf(new Date());
/** They set out at nine in the morning: of that day it has passed, whatever the hour. */
const yesterday = addDays(today, -1);
let stand: Stand;
let unitId: string;

beforeAll(async () => {
  stand = await startStand();
  unitId = await stand.world.unit('市科技局');
});
afterAll(() => stand.stop());

const plan = async (fromDate = yesterday) => {
  const [leader] = await stand.world.rows<{ id: string }>(
    `select o.id from position o join unit u on u.id = o.unit_id where u.region_code = $1 and o.title = '副组长（军分区）'`,
    CITY,
  );
  return {
    ...{ title: '双拥工作督查', basis: '年度工作安排', requirements: '如实准备。', dimensions: [] },
    ...{ materialDueDate: addDays(today, 20), fromDate, toDate: addDays(fromDate, 2) },
    teams: [{ name: '第一组', leaderPositionId: leader!.id, members: [] }],
    targets: [
      { regionCode: '640422', team: 1, method: 'visit' },
      { unitId, team: 1, method: 'material' },
    ],
  };
};

async function launch(fromDate = yesterday): Promise<string> {
  const signer = await stand.world.as('guyuan.office');
  const form = await plan(fromDate);
  const process = await stand.world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      { kind: 'inspection', businessKey: randomUUID(), regionCode: CITY, year: 2027, title: form.title },
      { form, unitId: null },
      actorOf(signer, signer.positions[0]!),
      new Date(),
    ),
  );
  return process!.id;
}

const handle = (id: string) => stand.handle(id, 'inspection');
const approved = decide('approved');
const material = decide('submitted', { summary: '目录见附件。' });
const visited = decide('visited', {
  entries: [{ regionCode: '640422', visitedDate: today, place: '县城', seen: '查看了台账。' }],
});
const entered = (version: number) =>
  decide('entered', {
    version,
    findings: [
      {
        ...{
          dimension: 'organisation',
          level: 'regions',
          kind: 'problem',
          scope: 'all',
          text: '未写进工作报告',
        },
        ...{ regionCodes: [], unitIds: [], measuresAsked: '写进报告', limitDate: addDays(today, 40) },
      },
    ],
    vetoChecks: [
      { regionCode: '640422', result: 'clear' },
      { unitId, result: 'clear' },
    ],
  });
const drafted = async (id: string) => {
  const { composed, inspection } = (await circularDraftOf(stand.world.dataSource.manager, id))!;
  return decide('drafted', {
    ...{ version: inspection.draftVersion, title: '督查情况通报', copyUnitIds: [] },
    text: composed,
  });
};

describe('an inspection', () => {
  it('goes from its plan to the last problem put right, and everybody has signed', async () => {
    const id = await launch();
    await stand.sign('guyuan.leader1', id, 'approve', approved);
    for (const login of ['xiji.office', 'guyuan.liaison.science']) {
      await stand.sign(login, id, 'notified', decide('received'));
      await stand.sign(login, id, 'submit', material);
    }
    await stand.sign('guyuan.leader2', id, 'visit', visited);
    await stand.sign('guyuan.office', id, 'findings', entered(0));
    await stand.stepOf(id, 'draft');
    await stand.sign('guyuan.office', id, 'draft', await drafted(id));
    await stand.sign('guyuan.director', id, 'review', approved);
    await stand.sign('guyuan.leader3', id, 'sign', decide('signed'));
    await stand.sign('guyuan.office', id, 'issue', decide('issued'));
    // A worker that never saw it finds its place again.
    await stand.stopWorker();
    await stand.startWorker();
    for (const login of ['xiji.office', 'guyuan.liaison.science'])
      await stand.sign(login, id, 'receipts', decide('received'));
    const { id: problem } = await stand.world.one<{ id: string }>(
      `select rectification_id as id from inspection_rectification where process_id = $1`,
      id,
    );
    await stand.sign(
      'xiji.office',
      problem,
      'plan',
      decide('planned', { measures: '写进报告。', dueDate: addDays(today, 30) }),
    );
    await stand.sign(
      'xiji.office',
      problem,
      'rectify',
      decide('rectified', { result: '已写进。', evidence: '附文。' }),
    );
    await stand.sign(
      'guyuan.office',
      problem,
      'verify',
      decide('accepted', { method: 'documents', found: '属实。' }),
    );
    expect(await stand.ended(id, 'inspection')).toEqual({ outcome: 'finished' });
    await stand.world.verified();
    await record('inspection.straight', handle(id));
  });

  it('goes back with its plan, and from the signature to the findings; who stays silent holds nothing up', async () => {
    const id = await launch();
    await stand.sign('guyuan.leader1', id, 'approve', decide('returned', undefined, '改期'));
    await stand.sign('guyuan.office', id, 'plan', decide('submitted', await plan()));
    await stand.sign('guyuan.leader1', id, 'approve', approved, 2);
    await stand.sign('guyuan.leader2', id, 'visit', visited);
    await stand.sign('xiji.office', id, 'submit', material);
    await stand.sign('guyuan.liaison.science', id, 'submit', material);
    await stand.sign('guyuan.office', id, 'findings', entered(0));
    await stand.stepOf(id, 'draft');
    await stand.sign('guyuan.office', id, 'draft', await drafted(id));
    await stand.sign('guyuan.director', id, 'review', approved);
    await stand.sign('guyuan.leader1', id, 'sign', { action: 'return', to: 'findings', opinion: '再核实' });
    await stand.sign('guyuan.office', id, 'findings', entered(1), 2);
    await stand.stepOf(id, 'draft', 2);
    expect(await stand.path(id)).toEqual(
      expect.arrayContaining([
        'approve 1 returned',
        'plan 1 submitted',
        'approve 2 approved',
        'findings 2 entered',
      ]),
    );
    await record('inspection.returned', handle(id));
  });

  it('waits with its visits until their day, which may be moved; and may not be held at all', async () => {
    const later = await launch(addDays(today, 10));
    await stand.sign('guyuan.leader1', later, 'approve', approved);
    await stand.stepOf(later, 'submit');
    await until('its sleep', async () => (await stand.progress(later, 'inspection')).includes('asleep'));
    await stand.forward(later, 'inspection', instantAt(addDays(today, 10), '09:01'));
    await stand.stepOf(later, 'visit');
    await record('inspection.waiting', handle(later));

    const refused = await launch();
    await stand.sign('guyuan.leader1', refused, 'approve', decide('refused', undefined, '本年不再督查'));
    expect(await stand.ended(refused, 'inspection')).toEqual({ outcome: 'refused' });
    await record('inspection.refused', handle(refused));
  });
});
