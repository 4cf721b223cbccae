import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertItems } from '../../database/needs/need-item.store.js';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { type Answer, startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';

let api: TestApi;
const year = new Date().getFullYear();

beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

const unitOf = async (login: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select unit_id as id from position where id = $1`,
    [await positionOf(login)],
  );
  return row!.id;
};
const positionOf = async (login: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select ap.position_id as id from account ac join appointment ap on ap.person_id = ac.person_id where ac.login = $1`,
    [login],
  );
  return row!.id;
};

/** An item of the 教育局 that stands at a step. */
async function itemAt(key: string, title = '营区道路修整'): Promise<{ id: string; stepId: string }> {
  const id = randomUUID();
  const [raiser, lead] = [await unitOf('liaison.garrison'), await unitOf('liaison.education')];
  const now = new Date();
  await api.dataSource.transaction(async (tx) => {
    await insertItems(
      tx,
      [
        {
          ...{ id, regionCode: COUNTY, year, side: 'army', kind: 'children', title, detail: '' },
          ...{ state: 'compiled', filedLate: false, dualListId: null, reportedFrom: null },
          origin: { unitId: raiser, assignmentId: null },
        },
      ],
      now,
    );
    await tx.query(`update need_item set lead_unit_id = $2 where id = $1`, [id, lead]);
    const process = { id, kind: 'needItem', businessKey: `needItem:${id}`, regionCode: COUNTY, year, title };
    await startProcess(tx, process, null, now);
  });
  const { stepId } = await openStep(api.dataSource.manager, { processId: id, key, round: 1, now });
  return { id, stepId };
}

const owed = async (stepId: string, login: string): Promise<string> => {
  const [row]: { id: string }[] = await api.dataSource.query(
    `select id from assignment where step_id = $1 and position_id = $2 order by round desc`,
    [stepId, await positionOf(login)],
  );
  return row!.id;
};
const post = async (login: string, path: string, body: object, key: string = randomUUID()): Promise<Answer> =>
  api.send('POST', `/api/v1${path}`, {
    token: await api.token(login),
    body,
    headers: { 'idempotency-key': key },
  });
const get = async (login: string, path: string): Promise<Answer> =>
  api.send('GET', `/api/v1${path}`, { token: await api.token(login) });
const act = (login: string, id: string, body: object): Promise<Answer> =>
  post(login, `/assignments/${id}/acts`, body);

describe('或签', () => {
  it('colleagues of who signed are not shown as having decided: 他人已办', async () => {
    const { stepId } = await itemAt('close');
    const mine = await owed(stepId, 'office');
    const colleague = await owed(stepId, 'director');
    expect((await act('office', mine, { action: 'decide', decision: 'closed' })).status).toBe(200);
    const { body } = await get('director', `/assignments/${colleague}`);
    expect(body.state).toBe('superseded');
    expect(body.decision).toBeUndefined();
    expect(body.actions).toEqual([]);
    const labels = Object.fromEntries(
      body.signers.map((one: { assignmentId: string; stateLabel: string }) => [
        one.assignmentId,
        one.stateLabel,
      ]),
    );
    expect([labels[mine], labels[colleague]]).toEqual(['销号', '他人已办']);
    const done = (await get('director', '/inbox?box=done')).body.items as { assignmentId: string }[];
    expect(done.map(({ assignmentId }) => assignmentId)).not.toContain(colleague);
  });
});

describe('加签 and 委派 over HTTP', () => {
  it('says what may be done now, who signs, and that what the added signer agrees to is the other’s form', async () => {
    const { stepId } = await itemAt('solve');
    const mine = await owed(stepId, 'liaison.education');
    const before = (await get('liaison.education', `/assignments/${mine}`)).body;
    expect(before.actions).toEqual(
      expect.arrayContaining([
        'decide',
        'delegate',
        'addSigner',
        'transfer',
        'requestExtension',
        'circulate',
      ]),
    );
    const added = {
      action: 'addSigner',
      mode: 'before',
      positionIds: [await positionOf('leader.education')],
    };
    expect((await act('liaison.education', mine, { ...added, mode: undefined })).body.field).toBe('mode');
    expect((await act('liaison.education', mine, { ...added, opinion: '请分管领导先阅示' })).status).toBe(
      200,
    );

    const theirs = await owed(stepId, 'leader.education');
    const form = { result: '已办成' };
    const refused = await act('leader.education', theirs, { action: 'decide', decision: 'solved', form });
    expect([refused.status, refused.body.code]).toEqual([400, 'UNKNOWN_FIELD']);
    expect(
      (await act('leader.education', theirs, { action: 'decide', decision: 'solved' })).body.outcome,
    ).toBeNull();
    const signers = (await get('office', `/assignments/${mine}`)).body.signers as {
      unit: string;
      stateLabel: string;
      askedBy: string | null;
    }[];
    expect(signers.map(({ stateLabel, askedBy }) => [stateLabel, askedBy])).toEqual([
      ['已办成', mine],
      ['待办', null],
    ]);
    expect(
      (await act('liaison.education', mine, { action: 'decide', decision: 'solved', form })).body.outcome,
    ).toBe('solved');
  });

  it('who is asked for help sees the process, which he did not before', async () => {
    const { id, stepId } = await itemAt('solve');
    const mine = await owed(stepId, 'liaison.education');
    expect((await get('liaison.health', `/processes/${id}`)).status).toBe(404);
    const body = { action: 'delegate', positionId: await positionOf('liaison.health') };
    expect((await act('liaison.education', mine, body)).status).toBe(200);
    expect((await get('liaison.health', `/processes/${id}`)).status).toBe(200);
    const theirs = (await get('liaison.health', `/assignments/${await owed(stepId, 'liaison.health')}`)).body;
    expect(theirs.actions).not.toContain('delegate');
    expect(theirs.actions).toContain('decide');
  });
});

describe('退回', () => {
  it('offers the steps that were passed, and names them when another is asked for', async () => {
    const { id, stepId } = await itemAt('solve');
    const mine = await owed(stepId, 'liaison.education');
    const form = { result: '已办成' };
    await act('liaison.education', mine, { action: 'decide', decision: 'solved', form });
    const { stepId: confirm } = await openStep(api.dataSource.manager, {
      ...{ processId: id, key: 'confirm', round: 1, now: new Date() },
    });
    const theirs = await owed(confirm, 'liaison.garrison');
    const { returnTo, actions } = (await get('liaison.garrison', `/assignments/${theirs}`)).body;
    expect(returnTo).toEqual([{ key: 'solve', label: '办理' }]);
    expect(actions).toContain('return');
    const wrong = await act('liaison.garrison', theirs, { action: 'return', to: 'close', opinion: '未落实' });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'RETURN_TARGET']);
    expect(wrong.body.detail).toContain('办理');
    const back = await act('liaison.garrison', theirs, { action: 'return', to: 'solve', opinion: '未落实' });
    expect(back.body.outcome).toBe('return:solve');
    const history = (await get('office', `/processes/${id}/history`)).body.items as { sentence: string }[];
    expect(history.map(({ sentence }) => sentence).join()).toMatch(
      /把“提出单位确认”退回到“办理”，理由：未落实/,
    );
  });
});

describe('传阅 over HTTP', () => {
  it('unread, read, urged; by unit', async () => {
    const { id, stepId } = await itemAt('solve');
    const mine = await owed(stepId, 'liaison.education');
    const body = { action: 'circulate', positionIds: [await positionOf('leader1')] };
    expect((await act('liaison.education', mine, body)).body.sent).toBe(1);
    const [unread] = (await get('leader1', '/circulations')).body.items as {
      id: string;
      processId: string;
    }[];
    expect(unread!.processId).toBe(id);
    expect((await post('office', `/circulations/${unread!.id}/urge`, {})).status).toBe(200);
    expect((await post('liaison.education', `/circulations/${unread!.id}/read`, {})).status).toBe(404);
    expect((await post('leader1', `/circulations/${unread!.id}/read`, {})).status).toBe(200);
    expect((await get('leader1', '/circulations')).body.items).toEqual([]);
    expect((await get('leader1', '/circulations?box=read')).body.items).toHaveLength(1);
    const [shown] = (await get('office', `/processes/${id}/circulations`)).body.items as {
      readAt: string | null;
    }[];
    expect(shown!.readAt).not.toBeNull();
  });
});

describe('bulk', () => {
  it('signs 200 rows in one call with one opinion, each with its own result; again, the same answer', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 199; n += 1) {
      const { stepId } = await itemAt('close', `事项 ${n}`);
      ids.push(await owed(stepId, 'office'));
    }
    await act('office', ids[7]!, { action: 'decide', decision: 'closed' });
    ids.push(randomUUID());
    const key = randomUUID();
    const body = { assignmentIds: ids, action: 'decide', decision: 'closed', opinion: '同意销号' };
    const began = performance.now();
    const first = await post('office', '/acts/bulk', body, key);
    const seconds = (performance.now() - began) / 1000;
    expect([first.body.done, first.body.failed]).toEqual([198, 2]);
    expect(first.body.rows).toHaveLength(200);
    expect(first.body.rows[7]).toMatchObject({ ok: false, code: 'ALREADY_DECIDED' });
    expect(first.body.rows[199]).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect((await post('office', '/acts/bulk', body, key)).body).toEqual(first.body);
    expect(seconds).toBeLessThan(30);
    const opinions: { n: number }[] = await api.dataSource.query(
      `select count(*)::int as n from assignment where opinion = '同意销号'`,
    );
    expect(opinions[0]!.n).toBe(198);
  }, 120_000);
});
