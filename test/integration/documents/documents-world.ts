import { randomUUID } from 'node:crypto';
import { storeYear } from '../../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../../database/calendar/source.js';
import { openStep } from '../../../database/steps/open-step.js';
import { yearOf } from '../../../domain/time/zone.js';
import { EVERYBODY, startApi, type Answer, type TestApi } from '../../http/api.js';
import { addCounty } from '../../e2e/product.js';

export const COUNTY = '530925';
export const YEAR = yearOf(new Date());

/** The API with a list that was filed, compiled and closed by its circular, and an item that is being solved: two documents at hand. */
export interface DocumentsWorld extends TestApi {
  address: string;
  listId: string;
  itemId: string;
  /** The open assignment of 县教育体育局. */
  solving: string;
  get(login: string, path: string): Promise<Answer>;
  change(method: string, login: string, path: string, body?: unknown, key?: string): Promise<Answer>;
  upload(method: string, login: string, path: string, content: Buffer): Promise<Answer>;
  bytes(login: string, path: string): Promise<{ status: number; headers: Headers; content: Buffer }>;
  decide(
    login: string,
    processId: string,
    step: string,
    decision: string,
    form?: object,
    round?: number,
  ): Promise<Answer>;
}

export async function startDocumentsWorld(): Promise<DocumentsWorld> {
  const api = await startApi();
  await addCounty(api);
  const now = new Date();
  for (const one of calendarYears(YEAR - 1, YEAR + 2)) await storeYear(api.dataSource.manager, one, now);
  const address = await api.app.getUrl();
  const world: DocumentsWorld = {
    ...api,
    address,
    listId: '',
    itemId: '',
    solving: '',
    get: async (login, path) => api.send('GET', `/api/v1/${path}`, { token: await api.token(login) }),
    change: async (method, login, path, body, key = randomUUID()) =>
      api.send(method, `/api/v1/${path}`, {
        token: await api.token(login),
        headers: { 'idempotency-key': key },
        ...(body === undefined ? {} : { body }),
      }),
    async upload(method, login, path, content) {
      const response = await fetch(`${address}/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await api.token(login)}`,
          'content-type': 'application/octet-stream',
          'idempotency-key': randomUUID(),
        },
        body: new Uint8Array(content),
      });
      const text = await response.text();
      return { status: response.status, headers: {}, body: JSON.parse(text), text };
    },
    async bytes(login, path) {
      const response = await fetch(`${address}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${await api.token(login)}` },
      });
      return {
        status: response.status,
        headers: response.headers,
        content: Buffer.from(await response.arrayBuffer()),
      };
    },
    async decide(login, processId, step, decision, form, round = 1) {
      const { stepId } = await openStep(api.dataSource.manager, {
        processId,
        key: step,
        round,
        now: new Date(),
      });
      const [owed]: { id: string }[] = await api.dataSource.query(
        `select a.id from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
         where a.step_id = $1 and ac.login = $2 and a.state = 'open'`,
        [stepId, login],
      );
      const body = { action: 'decide', decision, ...(form ? { form } : {}) };
      const answer = await world.change('POST', login, `assignments/${owed?.id}/acts`, body);
      if (answer.status !== 200) throw new Error(`${login} at ${step}: ${answer.text}`);
      return answer;
    },
  };
  const launched = await world.change('POST', 'director', 'processes', {
    kind: 'dualList',
    regionCode: COUNTY,
    year: YEAR,
  });
  world.listId = launched.body.id;
  const items = [
    { kind: 'children', title: '随军子女入学' },
    { kind: 'family', title: '随军家属就业' },
  ];
  await world.decide('liaison.garrison', world.listId, 'collect', 'filed', { items });
  await world.decide('office', world.listId, 'compile', 'compiled', {});
  const [item]: { id: string }[] = await api.dataSource.query(
    `select id from need_item where dual_list_id = $1 order by number limit 1`,
    [world.listId],
  );
  world.itemId = item!.id;
  const [unit]: { id: string }[] = await api.dataSource.query(
    `select id from unit where short_name = '县教育体育局'`,
  );
  await world.decide('leader1', world.itemId, 'claim', 'claimed', {
    leadUnitId: unit!.id,
    measures: '预留学位。',
    limitDate: `${YEAR + 1}-08-31`,
  });
  const { stepId } = await openStep(api.dataSource.manager, {
    processId: world.itemId,
    key: 'solve',
    round: 1,
    now: new Date(),
  });
  const [owed]: { id: string }[] = await api.dataSource.query(
    `select id from assignment where step_id = $1`,
    [stepId],
  );
  world.solving = owed!.id;
  await world.decide('office', world.listId, 'circular', 'issued', { summary: '全年情况良好。' });
  // Somebody with every position would see what nobody else may.
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  return world;
}
