import { expect } from '@jest/globals';
import { openStep } from '../../../database/steps/open-step.js';
import { addDays, civilDateOf } from '../../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';

export const CITY = '6404';
export const [YUANZHOU, XIJI, LONGDE, JINGYUAN, PENGYANG] = [
  '640402',
  '640422',
  '640423',
  '640424',
  '640425',
] as const;
export const COUNTIES = [YUANZHOU, XIJI, LONGDE, JINGYUAN, PENGYANG];
export const today = civilDateOf(new Date());
export const limitDate = addDays(today, 60);

/** The city of the source over HTTP; the test opens the steps that the workflow would open. */
export interface InspectedCity {
  api: TestApi;
  id: string;
  /** Member units of the city by short name. */
  units: { id: string; name: string; login: string }[];
  plan(change?: object): Promise<object>;
  launch(change?: object): Promise<Answer>;
  open(key: string, round?: number): Promise<void>;
  assignment(login: string, key: string): Promise<string>;
  act(login: string, key: string, act: object): Promise<Answer>;
  decide(login: string, key: string, decision: string, form?: object, opinion?: string): Promise<Answer>;
  get(login: string, what: string): Promise<Answer>;
}

export async function inspectedCity(): Promise<InspectedCity> {
  const api = await startApi({ everybody: false });
  const units: InspectedCity['units'] = await api.dataSource.query(
    `select u.id, u.short_name as name, (select min(c.login) from position o join appointment a on a.position_id = o.id
       join account c on c.person_id = a.person_id where o.unit_id = u.id and o.kind = 'liaison') as login
     from unit u where u.region_code = $1 and u.kind = 'member' order by u.name`,
    [CITY],
  );
  const position = async (title: string): Promise<string> => {
    const [row]: { id: string }[] = await api.dataSource.query(
      `select o.id from position o join unit u on u.id = o.unit_id where u.region_code = $1 and o.title = $2`,
      [CITY, title],
    );
    return row!.id;
  };
  const city: InspectedCity = {
    api,
    id: '',
    units,
    plan: async (change = {}) => ({
      title: '全市双拥工作督查',
      basis: '市委、市政府重点工作督查安排',
      materialDueDate: addDays(today, 10),
      fromDate: today,
      toDate: addDays(today, 2),
      requirements: '如实准备材料。\n明确一名联系人。',
      teams: [
        {
          name: '第一组',
          leaderPositionId: await position('副组长（军分区）'),
          members: ['市委督查室', '市双拥办'],
        },
        {
          name: '第二组',
          leaderPositionId: await position('副组长（市政府分管领导）'),
          members: ['市政府督查室'],
        },
      ],
      // Five counties and six departments are gone to; of the others the papers are read.
      targets: [
        ...COUNTIES.map((regionCode, index) => ({ regionCode, team: index < 3 ? 1 : 2, method: 'visit' })),
        ...units.map((unit, index) => ({
          unitId: unit.id,
          team: 2,
          method: index < 6 ? 'visit' : 'material',
        })),
      ],
      ...change,
    }),
    async launch(change = {}) {
      const answer = await api.post('guyuan.office', 'processes', {
        ...{ kind: 'inspection', regionCode: CITY, form: await city.plan(change) },
      });
      if (answer.status === 201) city.id = answer.body.id;
      return answer;
    },
    async open(key, round = 1) {
      await openStep(api.dataSource.manager, { processId: city.id, key, round, now: new Date() });
    },
    async assignment(login, key) {
      const { body } = await api.get(login, 'inbox?limit=100');
      const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
        (one) => one.processId === city.id && one.step === key,
      );
      expect([login, key, row]).toEqual([login, key, expect.anything()]);
      return row!.assignmentId;
    },
    act: async (login, key, act) =>
      api.post(login, `assignments/${await city.assignment(login, key)}/acts`, act),
    decide: (login, key, decision, form, opinion) =>
      city.act(login, key, {
        action: 'decide',
        decision,
        ...(form ? { form } : {}),
        ...(opinion ? { opinion } : {}),
      }),
    get: (login, what) => api.get(login, `inspections/${city.id}${what}`),
  };
  return city;
}

interface Target {
  kind: string;
  regionCode: string;
  unitId: string;
  team: number;
  method: string;
}

export const nameOf = ({ kind, regionCode, unitId }: Target): object =>
  kind === 'region' ? { regionCode } : { unitId };

/** A problem as it is entered. */
export const problem = (text: string, change: object = {}): object => ({
  ...{ dimension: 'organisation', level: 'regions', kind: 'problem', scope: 'all', text },
  ...{ measuresAsked: '写明措施，限时补齐', limitDate },
  ...change,
});

export const highlight = (text: string, change: object): object => ({
  ...{ dimension: 'activities', level: 'regions', kind: 'highlight', scope: 'only', text },
  ...change,
});

export const clear = (targets: readonly Target[]): object[] =>
  targets.map((target) => ({ ...nameOf(target), result: 'clear' }));
