import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FlowView, ProcessFlowView } from '../../contracts/http/flow.js';
import type { ProcessDetailView } from '../../contracts/http/processes.js';
import { openStep } from '../../database/steps/open-step.js';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';

let api: TestApi;
let id: string;
const year = new Date().getFullYear();

beforeAll(async () => {
  api = await startApi({ everybody: false });
  const launched = await api.post('office', 'processes', { kind: 'dualList', regionCode: COUNTY, year });
  id = launched.body.id;
});
afterAll(() => api.stop());

const open = (key: string, round = 1): Promise<unknown> =>
  openStep(api.dataSource.manager, { processId: id, key, round, now: new Date() });
const flow = async (login: string): Promise<ProcessFlowView> =>
  (await api.get(login, `processes/${id}/flow`)).body as ProcessFlowView;
const stateOf = ({ nodes }: ProcessFlowView, wanted: string): string[] =>
  nodes.filter(({ state }) => state === wanted).map(({ key }) => key);

it.each(Object.keys(BLUEPRINTS))('%s has its picture, in words that people read', async (kind) => {
  const { status, body } = await api.get('liaison.education', `processes/kinds/${kind}/flow`);
  const view = body as FlowView;
  expect([status, view.kind]).toEqual([200, kind]);
  for (const { type, owner, ask, deadline, ruleLabel } of view.nodes)
    expect([owner, ask, deadline, ruleLabel].every((words) => (words === null) === (type !== 'step'))).toBe(
      true,
    );
  expect(view.nodes.map(({ label }) => label).filter((label) => !/[\u4e00-\u9fff]/.test(label))).toEqual([]);
  expect(
    view.edges.map(({ label }) => label ?? '中').filter((label) => !/[\u4e00-\u9fff]/.test(label)),
  ).toEqual([]);
});

it('of no kind there is no picture', async () => {
  expect((await api.get('office', 'processes/kinds/nothing/flow')).body.code).toBe('NOT_FOUND');
});

it('a process shows where it stands, from its launch on', async () => {
  expect(stateOf(await flow('office'), 'current')).toEqual([]);
  expect(stateOf(await flow('office'), 'done')).toEqual(['begin']);
  await open('collect');
  const collecting = await flow('office');
  expect(stateOf(collecting, 'current')).toEqual(['collect']);
  expect(stateOf(collecting, 'notYet')).toEqual([
    'compile',
    'circular',
    'carryOver',
    'filedLate',
    'end:finished',
  ]);
  expect(collecting.edges.filter(({ taken }) => taken).map(({ to }) => to)).toEqual(['collect']);
  const node = collecting.nodes.find(({ key }) => key === 'collect');
  expect(node).toMatchObject({ rounds: 1, outcomeLabel: null, owner: '各成员单位、乡镇和部队' });

  // Its hand-ins may be late: the step ends at its deadline.
  await api.dataSource.query(
    `update step set state = 'closed', closed_at = $2, outcome = 'deadline', check_at = null where process_id = $1`,
    [id, new Date()],
  );
  await open('compile');
  await open('circular');
  const later = await flow('liaison.education');
  expect(stateOf(later, 'current')).toEqual(['circular']);
  expect(later.nodes.find(({ key }) => key === 'collect')?.outcomeLabel).toBe('到期汇总');
  expect(later.edges.find(({ from, to }) => from === 'collect' && to === 'compile')).toMatchObject({
    taken: true,
    label: '报送／到期汇总',
  });
  // Nobody had filed anything: there was nothing to compile, and it went on.
  expect(later.edges.find(({ from, to }) => from === 'compile' && to === 'circular')?.taken).toBe(true);
});

it('an open step says where it leads and who has it there, a closed one nothing', async () => {
  const { steps } = (await api.get('office', `processes/${id}`)).body as ProcessDetailView;
  const next = (wanted: string) => steps.find(({ key }) => key === wanted)?.comesNext;
  expect(next('collect')).toEqual([]);
  expect(next('circular')).toEqual([
    { after: '完成通报（12月15日起）', key: 'carryOver', label: '结转', owner: '双拥办' },
  ]);
});

it('who may not see a process sees no picture of it', async () => {
  const { body } = await api.get('admin', `processes/${id}/flow`);
  expect(body.code).toBe('NOT_FOUND');
});
