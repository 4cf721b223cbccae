import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { storeYear } from '../../database/calendar/calendar.repository.js';
import { calendarYears } from '../../database/calendar/source.js';
import { openStep } from '../../database/steps/open-step.js';
import { formFindings } from '../../src/http/form-findings.js';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { startApi, type TestApi } from '../http/api.js';
import { COUNTY } from '../support/county.js';

let api: TestApi;
const today = civilDateOf(new Date());

beforeAll(async () => {
  api = await startApi();
  for (const year of calendarYears(2026, 2028)) await storeYear(api.dataSource.manager, year, new Date());
});
afterAll(() => api.stop());

const unit: TestApi['unit'] = (name) => api.unit(name);
const post = async (login: string, path: string, body: object) =>
  api.send('POST', `/api/v1/${path}`, {
    token: await api.token(login),
    body,
    headers: { 'idempotency-key': randomUUID() },
  });
const get = async (login: string, path: string) =>
  api.send('GET', `/api/v1/${path}`, { token: await api.token(login) });
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as never)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));

const plan = async (change: object = {}) => ({
  regionCode: COUNTY,
  year: 2028,
  entries: [
    { key: 'dualList', kind: 'dualList', title: '双清单', date: '2028-01-11' },
    {
      key: 'plannedEvent:1',
      kind: 'plannedEvent',
      title: '八一走访',
      date: '2028-07-10',
      form: {
        eventKind: 'visit',
        title: '八一走访',
        date: '2028-07-27',
        purpose: '走访。',
        unitIds: [await unit('县财政局')],
        visitedUnitIds: [await unit('县人武部')],
      },
    },
    {
      key: 'topicalConsultation:1',
      kind: 'topicalConsultation',
      title: '领导小组会议',
      date: '2028-03-06',
      form: {
        title: '领导小组会议',
        meetingKind: 'group',
        agenda: ['部署'],
        unitIds: [await unit('县财政局')],
        startsAt: '2028-03-16T15:00+08:00',
        place: '第一会议室',
        reason: '年度部署。',
      },
    },
  ],
  ...change,
});

describe('a year before its launch', () => {
  it('is a calendar: what is launched, held and due on each day, and how much of whom', async () => {
    const { status, body } = await post('office', 'annual-cycles/preview', await plan());
    expect(status).toBe(200);
    expect(body).toMatchObject({ regionCode: COUNTY, year: 2028, provisional: true });
    const dates = body.days.map((day: { date: string }) => day.date);
    expect(dates).toEqual([...dates].sort());
    const on = (date: string) => body.days.find((day: { date: string }) => day.date === date);
    expect(on('2028-01-11').items).toEqual([expect.objectContaining({ what: 'launch', title: '双清单' })]);
    expect(on('2028-02-29')).toMatchObject({
      rest: null,
      items: [{ what: 'due', stepLabel: '清单报送', basis: 'legal', article: '五项制度机制 三（一）1' }],
    });
    expect(on('2028-12-31')).toMatchObject({ rest: '周末', items: [{ stepLabel: '结转' }] });
    expect(on('2028-03-16').items[0]).toMatchObject({
      what: 'gathering',
      startsAt: '2028-03-16T15:00:00+08:00',
      unitIds: [await unit('县财政局')],
    });
    const finance = body.units.find((one: { name: string }) => one.name === '县财政局');
    expect(finance.months.slice(0, 3)).toEqual([0, 1, 1]);
    expect(finance.total).toBe(finance.months.reduce((sum: number, one: number) => sum + one, 0));
    expect(body.units[0].name).toBe('县双拥办');
  });

  it('is a file that a calendar program reads', async () => {
    const { status, headers, text } = await post('office', 'annual-cycles/preview.ics', await plan());
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(headers['content-disposition']).toBe(`attachment; filename="plan-${COUNTY}-2028.ics"`);
    const all = events(text);
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
    const found = (uid: string) => all.find((one) => one.uid === `${COUNTY}-2028-${uid}@yushui`);
    expect(found('dualList-collect')?.summary).toBe('到期：清单报送（双清单）');
    expect(found('dualList-collect')?.startDate.toString()).toBe('2028-02-29');
    expect(found('topicalConsultation:1-gathering')?.startDate.toJSDate()).toEqual(
      new Date('2028-03-16T07:00:00Z'),
    );
    expect(found('topicalConsultation:1-gathering')?.location).toBe('第一会议室');
    // The hour of an event is settled with its plan.
    expect(found('plannedEvent:1-gathering')?.startDate.isDate).toBe(true);
    // A meeting stands there once: not also as what its notice and its attendance are due by.
    expect(text).not.toContain('签收会议通知');
  });

  it('is seen by who sees the region, and by nobody else; what is wrong is named', async () => {
    for (const path of ['annual-cycles/preview', 'annual-cycles/preview.ics']) {
      expect((await post('auditor', path, await plan())).status).toBe(200);
      expect((await post('leader1', path, await plan())).status).toBe(200);
      expect((await post('liaison.finance', path, await plan())).status).toBe(403);
      expect((await post('office', path, await plan({ regionCode: '110101' }))).status).toBe(404);
      expect((await post('office', path, await plan({ regionCode: `${COUNTY}999` }))).body).toMatchObject({
        code: 'NOT_FOUND',
        field: 'regionCode',
      });
      const wrong: [object, string][] = [
        [{ entries: [] }, 'entries'],
        [{ year: 1999 }, 'year'],
        [{ entries: [{ key: 'a', kind: 'needItem', title: '清单', date: '2028-01-01' }] }, 'entries[0].kind'],
        [{ entries: [{ key: 'a', kind: 'dualList', title: '清单', date: '2028-02-30' }] }, 'entries[0].date'],
        [
          { entries: [{ key: 'a', kind: 'dualList', title: '机密★3年', date: '2028-02-01' }] },
          'entries[0].title',
        ],
      ];
      for (const [change, field] of wrong) {
        const refused = await post('office', path, await plan(change));
        expect([field, refused.status, JSON.stringify(refused.body)]).toEqual([
          field,
          400,
          expect.stringContaining(field),
        ]);
      }
    }
  });

  it('what a launch would refuse in a form is found before it', async () => {
    const { entries } = await plan();
    expect(formFindings(entries as never)).toEqual([]);
    const [, visit, meeting] = entries as { form: object }[];
    const wrong = [
      { ...visit, form: { ...visit!.form, eventKind: 'party', date: '2028-02-30' } },
      { ...meeting, form: { ...meeting!.form, agenda: [], extra: 1 } },
      { ...visit, form: { ...visit!.form, date: '2028-02-30' } },
      { ...visit, form: { ...visit!.form, purpose: '机密★3年' } },
      { ...visit, form: undefined },
    ];
    expect(
      formFindings(wrong as never)
        .map(({ code, severity, where }) => `${code} ${severity} ${where}`)
        .sort(),
    ).toEqual([
      'formRefused error entries[0].form.eventKind',
      'formRefused error entries[1].form.agenda',
      'formRefused error entries[1].form.extra',
      'formRefused error entries[2].form.date',
      'formRefused error entries[3].form.purpose',
    ]);
  });
});

describe('what is running', () => {
  let id: string;

  it('a process has its open deadlines and its meetings in a file, without the titles of items', async () => {
    const launched = await post('office', 'processes', {
      kind: 'topicalConsultation',
      regionCode: COUNTY,
      form: {
        title: '部署会',
        agenda: ['部署'],
        unitIds: [await unit('县财政局')],
        startsAt: `${addDays(today, 9)}T15:00+08:00`,
        place: '第一会议室',
        reason: '部署。',
      },
    });
    id = launched.body.id;
    const { stepId } = await openStep(api.dataSource.manager, {
      processId: id,
      key: 'approve',
      round: 1,
      now: new Date(),
    });
    const { status, headers, text } = await get('office', `processes/${id}/calendar.ics`);
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const all = events(text);
    expect(all.map(({ uid }) => uid).sort()).toEqual([`meeting-${id}@yushui`, `step-${stepId}@yushui`]);
    const step = all.find(({ uid }) => uid.startsWith('step-'));
    expect([step?.summary, step?.startDate.isDate]).toEqual(['到期：批准召开（专题协商）', true]);
    const meeting = all.find(({ uid }) => uid.startsWith('meeting-'));
    expect(meeting?.startDate.toJSDate()).toEqual(new Date(`${addDays(today, 9)}T15:00:00+08:00`));
    expect((await get('liaison.culture', `processes/${id}/calendar.ics`)).status).toBe(404);
    expect((await get('office', `processes/${randomUUID()}/calendar.ics`)).status).toBe(404);
  });

  it('a person has his own open deadlines, and nobody else’s', async () => {
    const [mine] = events((await get('leader1', 'me/calendar.ics')).text);
    expect(mine?.summary).toBe('到期：批准召开（专题协商）');
    expect(mine?.description).toMatch(/^\/tasks\/[0-9a-f-]{36}$/);
    const { status, text } = await get('liaison.culture', 'me/calendar.ics');
    expect([status, events(text)]).toEqual([200, []]);
    expect(text).not.toContain('部署');
  });

  it('a meeting is listed under what it is called', async () => {
    const { status, body } = await get(
      'office',
      `meetings?kind=topical&from=${today}&to=${addDays(today, 9)}`,
    );
    expect([status, body.items]).toEqual([
      200,
      [
        expect.objectContaining({
          id,
          kindLabel: '专题协商',
          meetingKind: 'topical',
          meetingKindLabel: '专题协商',
          openMatters: 0,
        }),
      ],
    ]);
    expect((await get('office', 'meetings?from=2027-02-30')).status).toBe(400);
    expect((await get('office', 'meetings?kind=party')).status).toBe(400);
    expect((await get('office', 'matters?light=yellow')).body.items).toEqual([]);
    expect((await get('office', 'matters/account')).body).toEqual({
      units: [],
      total: { open: 0, green: 0, yellow: 0, red: 0 },
    });
  });
});
