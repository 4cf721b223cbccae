import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { followEndedUnits } from '../../database/organisation/succeed.js';
import { subjectsOf } from '../../database/organisation/subjects.js';
import type { EffectContext } from '../../database/processes/effects.js';
import { startProcess } from '../../database/processes/start-process.js';
import { startRectifications } from '../../database/rectifications/start-rectifications.js';
import { openStep } from '../../database/steps/open-step.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { startApi, type Answer, type TestApi } from '../http/api.js';

const CITY = '6404';
const today = civilDateOf(new Date());
const limitDate = addDays(today, 40);

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ everybody: false });
});
afterAll(() => api.stop());

/** A problem found with a unit, as an inspection would leave it. */
async function problemOf(unitName: string, title: string): Promise<string> {
  const unitIds = [await api.unit(unitName)];
  const subjects = await subjectsOf(
    api.dataSource.manager,
    CITY,
    { regionCodes: [], unitIds },
    today,
    'form',
  );
  let id = '';
  await api.dataSource.transaction((tx) =>
    startProcess(
      tx,
      {
        ...{ kind: 'plannedEvent', businessKey: `plannedEvent:${title}`, regionCode: CITY, year: 2027 },
        title: `督查${title}`,
        async write(context: EffectContext) {
          const found = { dimension: 'publicity', measuresAsked: '补齐', sourceRef: '督查通报' } as const;
          [id = ''] = await startRectifications(
            context,
            subjects.map((subject) => ({ ...found, subject, limitDate, title, detail: '没有宣传栏。' })),
          );
          return {};
        },
      },
      null,
      new Date(),
    ),
  );
  return id;
}

const open = (processId: string, key: string, now = new Date()) =>
  openStep(api.dataSource.manager, { processId, key, round: 1, now });
const end = async (name: string, body: object): Promise<Answer> =>
  api.post('guyuan.office', `units/${await api.unit(name)}/end`, body);
const subjectOf = async (id: string): Promise<string> =>
  (
    (await api.get('guyuan.office', 'rectifications?limit=100')).body.items as {
      id: string;
      subject: { name: string };
    }[]
  ).find((one) => one.id === id)!.subject.name;
const notices = (login: string, processId: string): Promise<{ about: string | null }[]> =>
  api.dataSource.query(
    `select n.body->>'about' as about from notice n join account c on c.person_id = n.person_id
     where c.login = $1 and n.process_id = $2 and n.kind = 'assigned'`,
    [login, processId],
  );

describe('a unit that ends with something to mend', () => {
  it('is not ended while nobody takes over; what is with the office just now counts too', async () => {
    const id = await problemOf('市科技局', '科技的问题');
    // Disputed: nothing is open at the unit.
    await open(id, 'dispute');
    const refused = await end('市科技局', { on: today });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      ...[409, 'UNIT_OWES', expect.stringContaining('“科技的问题”')],
    ]);
    const successor = await api.unit('市税务局');
    for (const unfit of [
      await api.unit('市科技局'),
      await api.unit('西吉县双拥办'),
      await api.unit('固原市双拥办'),
    ])
      expect((await end('市科技局', { on: today, successorUnitId: unfit })).body).toMatchObject({
        ...{ code: 'INVALID_FIELD', detail: expect.stringContaining('本地区存续的其他单位') },
      });
    const ended = await end('市科技局', { on: today, successorUnitId: successor, reason: '机构改革' });
    expect([ended.status, ended.body.activeTo, ended.body.successorId]).toEqual([200, today, successor]);
    expect((await api.get('guyuan.office', `units/${ended.body.id}`)).body.successor.shortName).toBe(
      '市税务局',
    );
    expect(await subjectOf(id)).toBe('市税务局');
    await open(id, 'rectify');
    expect(await notices('guyuan.liaison.tax', id)).toEqual([{ about: null }]);
    // The successor has the problem; where it was found it had no part.
    const { items } = (await api.get('guyuan.liaison.tax', 'rectifications')).body;
    expect(items).toEqual([expect.objectContaining({ id, sourceVisible: false })]);
    expect((await api.get('guyuan.liaison.tax', `processes/${items[0].sourceId}`)).status).toBe(404);
    expect((await api.get('guyuan.liaison.tax', `processes/${id}`)).body.parentId).toBeNull();
    const again = await api.post('guyuan.office', `units/${await api.unit('市科技局')}/successor`, {
      ...{ successorUnitId: await api.unit('市司法局'), reason: '再并' },
    });
    expect([again.status, again.body.code]).toEqual([409, 'UNIT_MERGED']);
    expect((await verifyAudit(api.dataSource.manager)).problem).toBeNull();
  });

  it('what comes between the word of its end and its last day goes to the successor the day after', async () => {
    const successor = await api.unit('市税务局');
    expect((await end('市工信局', { on: today, successorUnitId: successor })).status).toBe(200);
    const id = await problemOf('市工信局', '工信的问题');
    await open(id, 'plan');
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await followEndedUnits(api.dataSource.manager, tomorrow)).toEqual({ moved: 1 });
    expect(await subjectOf(id)).toBe('市税务局');
    expect(await followEndedUnits(api.dataSource.manager, tomorrow)).toEqual({ moved: 0 });
  });

  it('without one the office has it by name, until it says who takes over', async () => {
    expect((await end('市总工会', { on: today })).status).toBe(200);
    const [first, second] = [await problemOf('市总工会', '工会一'), await problemOf('市总工会', '工会二')];
    await open(first, 'plan');
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await followEndedUnits(api.dataSource.manager, tomorrow)).toEqual({ moved: 1 });
    expect(await notices('guyuan.office', first)).toEqual([{ about: '市总工会' }]);
    // What opens later is the office's as well, and says whose it was.
    await open(second, 'plan', tomorrow);
    expect(await notices('guyuan.office', second)).toEqual([{ about: '市总工会' }]);
    const { items } = (await api.get('guyuan.office', `processes/${first}/history?limit=100`)).body;
    expect(items.map(({ sentence }: { sentence: string }) => sentence)).toContainEqual(
      expect.stringContaining('固原市总工会已撤销，没有接替的单位'),
    );
    const merged = await api.post('guyuan.office', `units/${await api.unit('市总工会')}/successor`, {
      ...{ successorUnitId: await api.unit('市司法局'), reason: '职能划转' },
    });
    expect([merged.status, merged.body.successorId]).toEqual([200, await api.unit('市司法局')]);
    expect([await subjectOf(first), await subjectOf(second)]).toEqual(['市司法局', '市司法局']);
    expect(await notices('guyuan.liaison.justice', first)).toHaveLength(1);
    expect((await verifyAudit(api.dataSource.manager)).problem).toBeNull();
  });

  it('is named a successor only once it ends', async () => {
    const early = await api.post('guyuan.office', `units/${await api.unit('市民政局')}/successor`, {
      ...{ successorUnitId: await api.unit('市司法局'), reason: '再说' },
    });
    expect([early.status, early.body.code]).toEqual([400, 'INVALID_FIELD']);
  });
});
