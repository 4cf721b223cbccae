import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { regionRow, storeRegions } from '../../../database/seeds/regions.js';
import { effectsOf } from '../../../database/processes/effects.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';
import { childIn, issued, issueFrom, launchCircular, NOTICE, signStep, SIX } from './circular-world.js';

let world: World;
const now = at('2027-03-02T09:00');
const later = at('2027-03-03T10:00');
const COUNTIES = ['530921', '530922', '530925'];

beforeAll(async () => {
  world = await createWorld();
  // Counties that take no part in the product; the second is never addressed.
  await storeRegions(world.dataSource.manager, [
    regionRow('530923', '永德县'),
    regionRow('530924', '镇康县'),
  ]);
});
afterAll(() => world.stop());
beforeEach(async () => {
  // Each test receives the same document anew.
  await world.rows(`update circular set accepted_number = null`);
  await world.messages();
});

const content = async (processId: string): Promise<IssuedContent> =>
  (
    await world.one<{ content: IssuedContent }>(
      `select content from document where process_id = $1`,
      processId,
    )
  ).content;
const notices = async () => (await world.messages()).filter(({ name }) => name === 'notice');
const cityUnits = () => Promise.all(['市教育体育局', '市人社局'].map((name) => world.unit(name)));

describe('a document that the city forwards', () => {
  it('goes out under its own number, with six opinions and the province’s document behind it', async () => {
    const [education, labour] = (await cityUnits()) as [string, string];
    const id = await issued(
      world,
      'city.',
      { recipientUnitIds: [education], copyUnitIds: [labour], regionCodes: [...COUNTIES, '530923'] },
      now,
    );
    const document = await content(id);
    expect(document.kind).toBe('forwarding');
    expect(document.number).toMatch(/^临双拥办转〔2027〕\d+号$/);
    expect(document.recipients).toEqual([
      '凤庆县双拥工作领导小组办公室',
      '云县双拥工作领导小组办公室',
      '永德县双拥工作领导小组办公室',
      '双江自治县双拥工作领导小组办公室',
      '临沧市教育体育局',
    ]);
    expect(document.copies).toEqual(['临沧市人力资源和社会保障局']);
    expect(document.forwarded).toMatchObject({ number: NOTICE.number, title: NOTICE.title });
    expect(document.blocks.filter(({ type }) => type === 'heading')).toHaveLength(SIX.length);
    expect(document.blocks[1]).toEqual({ type: 'heading', level: 1, text: '一、模范城创建' });

    const children = await world.rows(
      `select region_code, kind, state, title from process where parent_id = $1 order by 1`,
      id,
    );
    expect(children).toEqual(
      COUNTIES.map((region_code) => ({
        region_code,
        kind: 'circular',
        state: 'running',
        title: '关于转发《2027年云南省双拥工作要点》的通知',
      })),
    );
    const starts = (await world.messages()).filter(({ kind }) => kind === 'start');
    expect(starts.slice(1).map(({ body }) => body)).toEqual(
      COUNTIES.map(() => expect.objectContaining({ circularKind: 'important', fromAbove: true })),
    );
    // Only ids and choices reach the workflow, and the same when it has to begin anew.
    const again = await effectsOf('circular').inputOf?.(
      world.dataSource.manager,
      await childIn(world, id, '530922'),
    );
    expect(again).toEqual({ circularKind: 'important', dereliction: false, fromAbove: true });
    await world.verified();
  });

  it('is signed for by units in its own step, by lower offices in theirs; who signs at the same instant is counted once', async () => {
    const [education, labour] = (await cityUnits()) as [string, string];
    const id = await issued(
      world,
      'city.',
      { recipientUnitIds: [education, labour], regionCodes: COUNTIES, receiptDate: '2027-03-12' },
      now,
    );
    const receipts = await world.open(id, 'receipts', now);
    const asked = await world.rows<{ unit: string; deadline: Date }>(
      `select u.short_name as unit, a.deadline_at as deadline from assignment a join unit u on u.id = a.unit_id where a.step_id = $1 order by 1`,
      receipts,
    );
    expect(asked).toEqual([
      { unit: '市人社局', deadline: at('2027-03-12T23:59:59.999') },
      { unit: '市教育体育局', deadline: at('2027-03-12T23:59:59.999') },
    ]);
    await world.messages();

    const signed = async (prefix: string, region: string) => {
      const child = await childIn(world, id, region);
      const step = await world.open(child, 'receive', now);
      return () => world.sign(`${prefix}office`, step, decide('received'), later);
    };
    const [first, second, third] = await Promise.all([
      signed('fengqing.', '530921'),
      signed('yunxian.', '530922'),
      signed('', '530925'),
    ]);
    await first();
    expect(await notices()).toEqual([]);
    await Promise.all([second(), third()]);
    const told = await notices();
    expect(told.map(({ workflowId, body }) => [workflowId, body])).toEqual([
      [`circular:${id}`, { name: 'receivedBelow', id }],
    ]);
    expect(await world.facts(id, 'documentReceived')).toHaveLength(3);
    expect(await effectsOf('circular').noticesOf?.(world.dataSource.manager, id)).toEqual([
      { name: 'receivedBelow', id },
    ]);
    await world.verified();
  });

  it('goes further down with what came from above inside it', async () => {
    const city = await issued(world, 'city.', { regionCodes: ['530925'] }, now);
    const county = await childIn(world, city, '530925');
    await signStep(world, 'office', county, 'receive', 'received', undefined, later);
    const unit = await world.unit('县教育体育局');
    await issueFrom(world, '', county, { opinions: SIX.slice(0, 2), recipientUnitIds: [unit] }, later);
    const document = await content(county);
    expect(document.number).toMatch(/^双双拥办转〔2027〕\d+号$/);
    expect(document.forwarded?.number).toBe((await content(city)).number);
    expect(document.forwarded?.forwarded?.number).toBe(NOTICE.number);
  });

  it('may be passed on without opinions', async () => {
    const city = await issued(world, 'city.', { regionCodes: ['530921'] }, now);
    const county = await childIn(world, city, '530921');
    await signStep(world, 'fengqing.office', county, 'receive', 'received', undefined, later);
    const unit = await world.unit('凤庆县教育体育局');
    await signStep(
      world,
      'fengqing.office',
      county,
      'opinions',
      'circulated',
      { recipientUnitIds: [unit] },
      later,
    );
    await signStep(world, 'fengqing.director', county, 'review', 'approved', undefined, later);
    await signStep(world, 'fengqing.leader1', county, 'sign', 'signed', undefined, later);
    await signStep(world, 'fengqing.office', county, 'issue', 'issued', undefined, later);
    expect((await content(county)).blocks).toHaveLength(1);
  });

  it('gives the usual days to sign for it when the day that was set is gone before it is issued', async () => {
    const [education] = await cityUnits();
    const title = '签批用了很久';
    const id = await launchCircular(world, 'city.office', { title, circularKind: 'important' }, now);
    await signStep(world, 'city.office', id, 'register', 'registered', NOTICE, now);
    const opinions = { opinions: SIX, recipientUnitIds: [education], receiptDate: '2027-03-02' };
    await issueFrom(world, 'city.', id, opinions, now);
    const receipts = await world.open(id, 'receipts', later);
    expect(
      await world.one(`select deadline_at as deadline from assignment where step_id = $1`, receipts),
    ).toEqual({ deadline: at('2027-03-08T23:59:59.999') });
  });

  it('waits for nobody where it goes to no lower office', async () => {
    const [education] = await cityUnits();
    const id = await issued(world, 'city.', { recipientUnitIds: [education] }, now);
    expect(await notices()).toHaveLength(1);
    expect(await world.rows(`select 1 from process where parent_id = $1`, id)).toEqual([]);
  });

  it('does not wait for a lower circular that was terminated', async () => {
    const id = await issued(world, 'city.', { regionCodes: ['530922'] }, now);
    await world.end(await childIn(world, id, '530922'), 'terminated', later);
    expect((await notices()).map(({ workflowId }) => workflowId)).toEqual([`circular:${id}`]);
  });
});

describe('a document is received once', () => {
  const register = async (form: object, login = 'office') => {
    const id = await launchCircular(world, login, { title: '收文', circularKind: 'important' }, now);
    return signStep(world, login, id, 'register', 'registered', { ...NOTICE, ...form }, now);
  };

  it('however its number is typed, and by another region all the same', async () => {
    expect(await codeOf(register({}))).toBe('done');
    expect(await codeOf(register({ number: '云拥办[2027]第1号' }))).toBe('CIRCULAR_ALREADY_RECEIVED');
    expect(await codeOf(register({ number: '云拥办﹝2027﹞ 01 号' }))).toBe('CIRCULAR_ALREADY_RECEIVED');
    expect(await codeOf(register({ number: '云拥办〔2027〕11号' }))).toBe('done');
    expect(await codeOf(register({}, 'yunxian.office'))).toBe('done');
  });

  it('by one of two who register it at the same instant', async () => {
    const codes = await Promise.all([codeOf(register({})), codeOf(register({}))]);
    expect(codes.sort()).toEqual(['CIRCULAR_ALREADY_RECEIVED', 'done']);
  });

  it('what has no number may come again: a leader writes twice', async () => {
    expect(await codeOf(register({ number: undefined }))).toBe('done');
    expect(await codeOf(register({ number: undefined }))).toBe('done');
  });

  it('what came by hand is not taken in again from above: the office says so, and the upper office knows', async () => {
    const city = await issued(world, 'city.', { regionCodes: ['530925'] }, now);
    const { number } = await content(city);
    expect(await codeOf(register({ number }))).toBe('done');
    const child = await childIn(world, city, '530925');
    const step = await world.open(child, 'receive', later);
    expect(await codeOf(world.sign('office', step, decide('received'), later))).toBe(
      'CIRCULAR_ALREADY_RECEIVED',
    );
    await world.sign('office', step, decide('duplicate', undefined, '已由市里邮寄收文'), later);
    await world.end(child, 'duplicate', later);
    expect(await world.facts(city, 'documentReceived')).toHaveLength(1);
    await world.verified();
  });

  it('what was terminated may be received after all', async () => {
    const id = await launchCircular(world, 'office', { title: '收文', circularKind: 'important' }, now);
    await signStep(world, 'office', id, 'register', 'registered', NOTICE, now);
    await world.end(id, 'terminated', later);
    expect(await codeOf(register({}))).toBe('done');
  });
});

describe('what is refused', () => {
  const drafted = async (addressees: object) => {
    const id = await launchCircular(world, 'city.office', { title: '收文', circularKind: 'important' }, now);
    return codeOf(
      signStep(world, 'city.office', id, 'opinions', 'drafted', { opinions: SIX, ...addressees }, now),
    );
  };

  test('nobody to send it to, units and regions that are not below, offices as units, days that are gone', async () => {
    const education = await world.unit('市教育体育局');
    expect(await drafted({})).toBe('FORM_REQUIRED');
    expect(await drafted({ recipientUnitIds: [await world.unit('云南省双拥办')] })).toBe('INVALID_FIELD');
    expect(await drafted({ recipientUnitIds: [await world.unit('县双拥办')] })).toBe('INVALID_FIELD');
    expect(await drafted({ recipientUnitIds: [education], copyUnitIds: [education] })).toBe('INVALID_FIELD');
    for (const code of ['5309', '53', '530102', '530925101', '5309xx'])
      expect([code, await drafted({ regionCodes: [code] })]).toEqual([code, 'INVALID_FIELD']);
    expect(await drafted({ recipientUnitIds: [education], receiptDate: '2027-03-01' })).toBe('DATE_IN_PAST');
    expect(await drafted({ recipientUnitIds: [education], receiptDate: '2027-03-02' })).toBe('done');
  });

  test('secret texts, and documents that come tomorrow', async () => {
    const register = async (form: object) => {
      const id = await launchCircular(world, 'office', { title: '收文', circularKind: 'important' }, now);
      return codeOf(signStep(world, 'office', id, 'register', 'registered', { ...NOTICE, ...form }, now));
    };
    expect(await register({ text: '机密★1年 内容' })).toBe('CLASSIFIED_CONTENT');
    expect(await register({ receivedDate: '2027-03-03' })).toBe('DATE_IN_FUTURE');
    expect(await register({ receivedDate: '2027-03-02' })).toBe('done');
  });

  test('a kind of case for what is no case, and a case of no kind', async () => {
    const launch = (form: object) => codeOf(launchCircular(world, 'office', form as never, now));
    expect(await launch({ title: 'x', circularKind: 'typical' })).toBe('FORM_REQUIRED');
    expect(await launch({ title: 'x', circularKind: 'keyWork', typicalKind: 'goodPractice' })).toBe(
      'INVALID_FIELD',
    );
  });
});
