import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { openStep } from '../../../database/steps/open-step.js';
import { addDays, civilDateOf, yearOf } from '../../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../../http/api.js';
import { CITY, COUNTY } from '../../support/county.js';

let api: TestApi;
const today = civilDateOf(new Date());
const year = yearOf(new Date());

beforeAll(async () => {
  api = await startApi({ everybody: false });
}, 60_000);
afterAll(() => api.stop());

async function change(login: string, method: 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer> {
  return api.send(method, `/api/v1/${path}`, {
    token: await api.token(login),
    ...(body ? { body } : {}),
    headers: { 'idempotency-key': randomUUID() },
  });
}
/** Where the first thing is that an answer refuses. */
const fieldOf = ({ body }: Pick<Answer, 'body'>): string => body.errors?.[0]?.field ?? body.field;
const download = async (
  login: string,
  path: string,
): Promise<{ status: number; type: string | null; bytes: Buffer }> => {
  const url = await api.app.getUrl();
  const answer = await fetch(`${url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${await api.token(login)}` },
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
};

describe('a standard over HTTP', () => {
  const path = `evaluation-standards?regionCode=${COUNTY}`;

  it('is the built-in one as long as nobody published another', async () => {
    const { body } = await api.get('liaison.finance', path);
    expect(body.items).toMatchObject([{ id: null, version: 0, region: null, inForce: true }]);
    const inForce = await api.get('liaison.finance', `evaluation-standards/in-force?regionCode=${COUNTY}`);
    expect(inForce.body.standard.dimensions).toHaveLength(8);
    expect(inForce.body).toMatchObject({ editable: false, findings: [] });
    expect((await api.get('fengqing.office', path)).status).toBe(404);
  });

  it('is drafted, changed, and published once it holds; then nobody changes it', async () => {
    expect((await api.post('leader1', 'evaluation-standards', { regionCode: COUNTY })).status).toBe(403);
    expect((await api.post('city.office', 'evaluation-standards', { regionCode: COUNTY })).status).toBe(403);
    const { status, body: draft } = await api.post('office', 'evaluation-standards', { regionCode: COUNTY });
    expect([status, draft.version, draft.editable, draft.state]).toEqual([201, null, true, 'draft']);
    const second = await api.post('office', 'evaluation-standards', { regionCode: COUNTY });
    expect([second.status, second.body.code]).toEqual([409, 'STANDARD_DRAFT_THERE']);
    // A draft is for who writes it.
    expect((await api.get('liaison.finance', `evaluation-standards/${draft.id}`)).status).toBe(404);
    expect((await api.get('liaison.finance', path)).body.items).toHaveLength(1);

    const standard = structuredClone(draft.standard);
    standard.title = '双江自治县双拥工作考评标准';
    standard.dimensions[0].indicators[0].points = 2.5;
    const one = `evaluation-standards/${draft.id}`;
    const changed = await change('office', 'PUT', one, { seen: draft.sha256, standard });
    const found = changed.body.findings.map(({ path: at }: { path: string }) => at);
    expect(found).toEqual(
      expect.arrayContaining(['dimensions.0.indicators.0.evidence.steps.0.points', 'dimensions']),
    );
    const stale = await change('office', 'PUT', one, { seen: draft.sha256, standard });
    expect([stale.status, stale.body.code]).toEqual([409, 'STANDARD_CHANGED']);
    const publish = (seen: string, effectiveDate = today) =>
      api.post('office', `${one}/publication`, { seen, effectiveDate });
    const unfit = await publish(changed.body.sha256);
    expect([unfit.status, unfit.body.code]).toEqual([400, 'STANDARD_UNFIT']);
    expect(fieldOf(unfit)).toMatch(/^dimensions/);

    standard.dimensions[0].indicators[0].points = 3;
    const mended = await change('office', 'PUT', one, { seen: changed.body.sha256, standard });
    expect(mended.body.findings).toEqual([]);
    expect((await publish(mended.body.sha256, addDays(today, -1))).body.code).toBe('DATE_IN_PAST');
    const published = await publish(mended.body.sha256);
    expect(published.body).toMatchObject({
      version: 1,
      state: 'published',
      inForce: true,
      editable: false,
      effectiveFrom: today,
    });
    const late = await change('office', 'PUT', one, { seen: mended.body.sha256, standard });
    expect([late.status, late.body.code]).toEqual([409, 'STANDARD_PUBLISHED']);
    await expect(
      api.dataSource.query(`update evaluation_standard set body = '{}' where id = $1`, [draft.id]),
    ).rejects.toThrow(/published/);
    await expect(
      api.dataSource.query(`delete from evaluation_standard where id = $1`, [draft.id]),
    ).rejects.toThrow(/published/);
  });

  it('counts its versions without a gap, whatever drafts came to nothing', async () => {
    const dropped = (await api.post('office', 'evaluation-standards', { regionCode: COUNTY })).body;
    // It begins with the one in force, not with the built-in one.
    expect(dropped.standard.title).toBe('双江自治县双拥工作考评标准');
    expect((await change('office', 'DELETE', `evaluation-standards/${dropped.id}`)).body).toEqual({
      ok: true,
    });
    const next = (await api.post('office', 'evaluation-standards', { regionCode: COUNTY })).body;
    const tomorrow = addDays(today, 1);
    const body = { seen: next.sha256, effectiveDate: tomorrow };
    const published = await api.post('office', `evaluation-standards/${next.id}/publication`, body);
    expect(published.body).toMatchObject({ version: 2, inForce: false, effectiveFrom: tomorrow });
    const { items } = (await api.get('liaison.finance', path)).body;
    expect(
      items.map(({ version, inForce }: { version: number; inForce: boolean }) => [version, inForce]),
    ).toEqual([
      [2, false],
      [1, true],
      [0, false],
    ]);
  });

  it('has one draft and one next version, however many try at the same instant', async () => {
    const drafts = await Promise.all(
      [1, 2, 3].map(() => api.post('office', 'evaluation-standards', { regionCode: COUNTY })),
    );
    expect(drafts.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const draft = drafts.find(({ status }) => status === 201)?.body;
    const body = { seen: draft.sha256, effectiveDate: addDays(today, 2) };
    const published = await Promise.all(
      [1, 2, 3].map(() => api.post('office', `evaluation-standards/${draft.id}/publication`, body)),
    );
    expect(published.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(published.find(({ status }) => status === 200)?.body.version).toBe(3);
  });

  it('refuses what has no shape, field by field, and what is classified', async () => {
    const {
      id,
      sha256: seen,
      standard,
    } = (await api.post('office', 'evaluation-standards', { regionCode: COUNTY })).body;
    const put = async (spoil: (copy: typeof standard) => void): Promise<string> => {
      const copy = structuredClone(standard);
      spoil(copy);
      const { status, body } = await change('office', 'PUT', `evaluation-standards/${id}`, {
        seen,
        standard: copy,
      });
      expect(status).toBe(400);
      return fieldOf({ body });
    };
    expect(await put((copy) => (copy.dimensions[0].key = 'weather'))).toBe('standard.dimensions[0].key');
    expect(await put((copy) => (copy.dimensions[0].indicators[1].evidence.source = 'rumour'))).toBe(
      'standard.dimensions[0].indicators[1].evidence.source',
    );
    expect(await put((copy) => (copy.dimensions[0].indicators[1].points = 1.23))).toBe(
      'standard.dimensions[0].indicators[1].points',
    );
    expect(await put((copy) => (copy.vetoes = ['weather']))).toBe('standard.vetoes');
    expect(await put((copy) => (copy.title = '考评标准（机密★10年）'))).toMatch(/title/);
    await change('office', 'DELETE', `evaluation-standards/${id}`);
  });

  it('is exported as a table', async () => {
    const { status, bytes } = await download(
      'liaison.finance',
      `evaluation-standards/export?regionCode=${COUNTY}`,
    );
    expect(status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    const sheet = workbook.worksheets[0];
    expect(sheet?.rowCount).toBeGreaterThan(45);
    expect(String(sheet?.getCell('A2').value)).toBe('组织领导');
  });
});

describe('an evaluation over HTTP', () => {
  let id: string;
  let units: Record<string, string>;
  const act = async (login: string, key: string, decision: string, form?: object): Promise<Answer> => {
    await openStep(api.dataSource.manager, { processId: id, key, round: 1, now: new Date() });
    const { body } = await api.get(login, 'inbox?limit=100');
    const row = (body.items as { processId: string; step: string; assignmentId: string }[]).find(
      (one) => one.processId === id && one.step === key,
    );
    expect([login, key, row]).toEqual([login, key, expect.anything()]);
    return api.post(login, `assignments/${row!.assignmentId}/acts`, {
      action: 'decide',
      decision,
      ...(form ? { form } : {}),
    });
  };

  it('is launched by the office, each field checked', async () => {
    units = { labour: await api.unit('市人社局'), education: await api.unit('市教育体育局') };
    const order = (form: object) => ({
      ...{ kind: 'evaluation', regionCode: CITY },
      form: {
        title: '年度考评',
        recordsYear: year,
        dueDate: addDays(today, 7),
        unitIds: Object.values(units),
        regionCodes: [COUNTY],
        ...form,
      },
    });
    const refused: [object, string][] = [
      [{ recordsYear: year + 1 }, 'form.recordsYear'],
      [{ dueDate: addDays(today, -1) }, 'form.dueDate'],
      [{ objectionDays: 0 }, 'form.objectionDays'],
      [{ unitIds: [], regionCodes: [] }, 'form.unitIds'],
      [{ regionCodes: ['5301'] }, 'form.regionCodes'],
      [{ unitIds: [randomUUID()] }, 'form.unitIds'],
    ];
    for (const [form, field] of refused) {
      const { status, body } = await api.post('city.office', 'processes', order(form));
      expect([field, status, fieldOf({ body })]).toEqual([field, 400, field]);
    }
    const { status, body } = await api.post('city.office', 'processes', order({}));
    expect(status).toBe(201);
    id = body.id;
    expect((await api.post('city.office', 'processes', order({}))).body.code).toBe('EVALUATION_RUNNING');
    // The county's own standard measures the county's units; the city measures the county by its own, or the built-in one.
    expect((await api.get('city.office', `evaluations/${id}`)).body).toMatchObject({
      standardVersion: 0,
      whole: true,
    });
  });

  it('shows a subject its own sheet, filled by what is on record, and nobody else’s', async () => {
    await openStep(api.dataSource.manager, { processId: id, key: 'selfAssess', round: 1, now: new Date() });
    const mine = await api.get('city.liaison.labour', `evaluations/${id}`);
    expect(mine.body.subjects.map(({ name }: { name: string }) => name)).toEqual(['市人社局']);
    const list = (await api.get('city.liaison.labour', 'evaluations')).body.items;
    expect(list).toMatchObject([{ processId: id, subjects: null, handedIn: null }]);
    const sheet = await api.get('city.liaison.labour', `evaluations/${id}/subjects/${units['labour']}`);
    expect(sheet.body.live).toBe(true);
    const manual = sheet.body.indicators.filter(({ rule }: { rule: string }) => rule === 'manual');
    expect(
      manual.every(({ asks, system }: { asks: string; system: null }) => asks.length > 0 && system === null),
    ).toBe(true);
    expect(
      sheet.body.indicators.filter(
        ({ rule, system }: { rule: string; system: number | null }) => rule !== 'manual' && system === null,
      ),
    ).toEqual([]);
    expect(
      (await api.get('city.liaison.labour', `evaluations/${id}/subjects/${units['education']}`)).status,
    ).toBe(404);
    // The county's office answers for the county and sees no more of it than that.
    const county = await api.get('office', `evaluations/${id}`);
    expect(county.body.subjects.map(({ name }: { name: string }) => name)).toEqual(['双江自治县']);
    expect((await api.get('office', `evaluations/${id}/review`)).status).toBe(404);
    expect((await api.get('fengqing.office', `evaluations/${id}`)).status).toBe(404);
    const indicators = manual.map(({ key, full }: { key: string; full: number }) => ({
      indicator: key,
      points: full,
      text: '材料在台账。',
    }));
    const handed = await act('city.liaison.labour', 'selfAssess', 'submitted', { indicators });
    expect(handed.status).toBe(200);
  });

  it('keeps points to who evaluates until they are given; another’s for good', async () => {
    const reviewed = await act('city.office', 'review', 'reviewed', { scores: [], vetoes: [] });
    expect(reviewed.status).toBe(200);
    const grid = (await api.get('city.office', `evaluations/${id}/review`)).body;
    expect(grid.cells.every(({ points }: { points: number | null }) => points !== null)).toBe(true);
    expect(grid.subjects.map(({ name }: { name: string }) => name)).toEqual([
      '双江自治县',
      '市人社局',
      '市教育体育局',
    ]);
    const before = await api.get('city.liaison.labour', `evaluations/${id}/subjects/${units['labour']}`);
    expect(before.body.subject).toMatchObject({ points: null, grade: null });
    expect(before.body.indicators.every(({ points }: { points: null }) => points === null)).toBe(true);
    await act('city.director', 'check', 'approved');
    await act('city.leader1', 'approve', 'approved');
    const after = await api.get('city.liaison.labour', `evaluations/${id}/subjects/${units['labour']}`);
    expect(after.body.subject).toMatchObject({ points: expect.any(Number), grade: expect.any(String) });
    const documents = (await api.get('city.liaison.labour', `documents?processId=${id}`)).body.items as {
      id: string;
    }[];
    const others = (await api.get('city.liaison.education', `documents?processId=${id}`)).body.items as {
      id: string;
    }[];
    const own = after.body.subject.documentId;
    expect((await api.get('city.liaison.labour', `documents/${own}`)).status).toBe(200);
    expect((await api.get('city.liaison.education', `documents/${own}`)).status).toBe(404);
    expect(documents.filter((one) => others.some((other) => other.id === one.id))).toEqual([]);
    // Nor by the process's record: what the others handed in and were given stays between them and the office.
    const { body } = await api.get('city.liaison.education', `processes/${id}/history?limit=100`);
    expect(JSON.stringify(body)).not.toMatch(/材料在台账/);
    const decisions = await api.get('city.liaison.education', `processes/${id}/decisions`);
    expect(JSON.stringify(decisions.body)).not.toMatch(/材料在台账/);
    const table = await download('city.office', `evaluations/${id}/export`);
    expect(table.status).toBe(200);
    expect((await download('city.liaison.labour', `evaluations/${id}/export`)).status).toBe(403);
  });

  it('shows an objection to who raised it and to the office', async () => {
    const objections = [{ indicator: 'services', points: 4, reason: '补交了材料。' }];
    const objected = await act('city.liaison.labour', 'object', 'objected', { objections });
    expect(objected.status).toBe(200);
    expect((await api.get('city.office', `evaluations/${id}/objections`)).body.items).toMatchObject([
      { subject: '市人社局', asked: 4, upheld: null },
    ]);
    expect((await api.get('city.liaison.education', `evaluations/${id}/objections`)).body.items).toEqual([]);
  });

  it('says where an event that it stands on was taken back since, and stays as it was given', async () => {
    const sheet = async () =>
      (await api.get('city.liaison.labour', `evaluations/${id}/subjects/${units['labour']}`)).body;
    const before = await sheet();
    const { body: event } = await api.post('city.office', 'processes', {
      kind: 'vetoEvent',
      regionCode: CITY,
      form: {
        ...{
          title: '材料核查',
          item: 'fraud',
          subjectUnitId: units['labour'],
          happenedDate: `${year}-01-02`,
        },
        account: '申报材料与原件不符。',
      },
    });
    await api.dataSource.query(
      `update veto_event set state = 'withdrawn', confirmed_at = now(), withdrawn_at = now(), withdrawn_reason = '原件相符' where id = $1`,
      [event.id],
    );
    await api.dataSource.query(
      `insert into evaluation_veto (evaluation_id, seq, item, event_id, marked_at)
       select evaluation_id, seq, 'fraud', $2, now() from evaluation_subject where evaluation_id = $1 and unit_id = $3`,
      [id, event.id, units['labour']],
    );
    const after = await sheet();
    expect(after.vetoes).toMatchObject([{ eventId: event.id, withdrawnAt: expect.any(String) }]);
    expect(after.subject).toEqual(before.subject);
  });
});

describe('a dossier over HTTP', () => {
  it('is there at any time, for a region or a unit, with what is missing', async () => {
    const { status, body } = await api.get('office', `dossiers?regionCode=${COUNTY}&year=${year}`);
    expect(status).toBe(200);
    expect(body.subject).toMatchObject({ kind: 'region', name: '双江自治县' });
    expect(body.dimensions).toHaveLength(8);
    expect(body.gaps.length).toBeGreaterThan(10);
    expect(body.gaps[0]).toMatchObject({ owner: '双江自治县双拥办', dimension: 'organisation' });
    const all = body.dimensions.reduce((sum: number, { gaps }: { gaps: number }) => sum + gaps, 0);
    expect(all).toBe(body.gaps.length);
    // What it said of itself when it was evaluated is no gap any more.
    const labour = await api.get(
      'city.liaison.labour',
      `dossiers?unitId=${await api.unit('市人社局')}&year=${year}`,
    );
    expect(labour.body.gaps.filter(({ what }: { what: string }) => what.startsWith('请准备'))).toEqual([]);
    const before = await api.get(
      'city.liaison.labour',
      `dossiers?unitId=${await api.unit('市人社局')}&year=${year - 1}`,
    );
    expect(before.body.gaps.some(({ what }: { what: string }) => what.startsWith('请准备'))).toBe(true);
  });

  it.each([
    ['neither', '', 400],
    ['both', `regionCode=${COUNTY}&unitId=${randomUUID()}&`, 400],
    ['another county', 'regionCode=530921&', 404],
    ['no unit', `unitId=${randomUUID()}&`, 404],
  ])('refuses %s', async (_, query, status) => {
    expect((await api.get('office', `dossiers?${query}year=${year}`)).status).toBe(status);
  });

  it('keeps a unit to its own', async () => {
    expect(
      (await api.get('liaison.finance', `dossiers?unitId=${await api.unit('县住建局')}&year=${year}`)).status,
    ).toBe(404);
    expect((await api.get('liaison.finance', `dossiers?regionCode=${COUNTY}&year=${year}`)).status).toBe(404);
  });

  it('goes out as one file with its index and the documents, by dimension', async () => {
    const unitId = await api.unit('市人社局');
    const table = await download('city.liaison.labour', `dossiers/export?unitId=${unitId}&year=${year}`);
    expect(table.bytes.subarray(0, 2).toString()).toBe('PK');
    const { status, type, bytes } = await download(
      'city.liaison.labour',
      `dossiers/archive?unitId=${unitId}&year=${year}`,
    );
    expect([status, type]).toEqual([200, 'application/zip']);
    const text = bytes.toString('utf8');
    expect(text).toContain('目录.xlsx');
    expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\x05\x06');
  });
});
