import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { voidDocument } from '../../../database/documents/document-acts.js';
import { issueDocument } from '../../../database/documents/issue-document.js';
import type { EffectContext } from '../../../database/processes/effects.js';
import { startProcess } from '../../../database/processes/start-process.js';
import { appendAudit, type AuditFact } from '../../../database/audit/audit-log.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import type { DocumentKind } from '../../../domain/documents/document.js';
import { CITY, COUNTY } from '../../support/county.js';
import { at, codeOf, createWorld, type World } from '../steps/world.js';

const MORNING = at('2027-05-10T09:00:00');
let world: World;
let processes = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

/** A process of its own: two who write on one process wait for each other anyway. */
async function aProcess(region: string = COUNTY): Promise<string> {
  const n = ++processes;
  const process = await world.dataSource.transaction((tx) =>
    startProcess(
      tx,
      { kind: 'dualList', businessKey: `numbers:${n}`, regionCode: region, year: 2027, title: `流程${n}` },
      null,
      MORNING,
    ),
  );
  return (process as ProcessRow).id;
}

async function issueIn(
  manager: EntityManager,
  processId: string,
  now: Date,
  kind: DocumentKind,
): Promise<{ id: string; number: string }> {
  const process = (await lockProcess(manager, processId)) as ProcessRow;
  const facts: AuditFact[] = [];
  const context: EffectContext = {
    manager,
    now,
    process,
    actor: null,
    record: (fact) => facts.push({ ...fact, actor: null }),
  };
  const content = {
    kind,
    issuer: '某办公室',
    title: '关于某事的通知',
    recipients: ['各成员单位'],
    blocks: [],
    annexes: [],
    date: '2027-05-10' as const,
    copies: [],
  };
  const issued = await issueDocument(context, { content, main: [] });
  await appendAudit(manager, now, [{ head: process.head, facts }]);
  return issued;
}

const issue = (processId: string, now = MORNING, kind: DocumentKind = 'notice') =>
  world.dataSource.transaction((tx) => issueIn(tx, processId, now, kind));

const serials = async (kind: DocumentKind, region = COUNTY, year = 2027): Promise<number[]> =>
  (
    await world.rows<{ serial: number }>(
      `select serial from document where kind = $1 and region_code = $2 and year = $3 order by serial`,
      kind,
      region,
      year,
    )
  ).map(({ serial }) => serial);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('发文字号', () => {
  it('thirty who issue at the same instant, in two offices: no number twice, none left out', async () => {
    const where = await Promise.all(upTo(30).map((n) => aProcess(n % 2 === 0 ? COUNTY : CITY)));
    const issued = await Promise.all(where.map((id) => issue(id)));
    expect(new Set(issued.map(({ number }) => number)).size).toBe(30);
    expect(await serials('notice')).toEqual(upTo(15));
    expect(await serials('notice', CITY)).toEqual(upTo(15));
    expect(issued.map(({ number }) => number)).toEqual(
      expect.arrayContaining(['双双拥办发〔2027〕15号', '临双拥办发〔2027〕15号']),
    );
  });

  it('what fails half-way gives no number away, also when others wait for it', async () => {
    const where = await Promise.all(upTo(12).map(() => aProcess()));
    const before = await serials('circular');
    const outcomes = await Promise.all(
      where.map((id, i) =>
        codeOf(
          world.dataSource.transaction(async (tx) => {
            await issueIn(tx, id, MORNING, 'circular');
            if (i % 3 === 0) throw Object.assign(new Error('power cut'), { code: 'POWER_CUT' });
          }),
        ),
      ),
    );
    expect(outcomes.filter((code) => code === 'POWER_CUT')).toHaveLength(4);
    expect(before).toEqual([]);
    expect(await serials('circular')).toEqual(upTo(8));
  });

  it('a new year begins anew at midnight +08:00, not at midnight UTC', async () => {
    const id = await aProcess();
    const number = async (now: string) => (await issue(id, at(now), 'forwarding').catch(() => null))?.number;
    const minutes = async (now: string) => (await issue(id, at(now), 'minutes')).number;
    expect(await number('2027-12-31T23:00:00')).toBeUndefined(); // nothing forwarded: refused, and no number is gone
    expect(await minutes('2027-12-31T23:59:59.999')).toBe('双双拥办纪〔2027〕1号');
    expect(await minutes('2028-01-01T00:00:00')).toBe('双双拥办纪〔2028〕1号');
    expect(await minutes('2028-01-01T07:59:59')).toBe('双双拥办纪〔2028〕2号');
    expect(await minutes('2028-02-29T23:59:59')).toBe('双双拥办纪〔2028〕3号');
    expect(await serials('forwarding')).toEqual([]);
  });

  it('each kind counts by itself', async () => {
    const id = await aProcess();
    const before = (await serials('notice')).length;
    await issue(id, MORNING, 'statistics');
    expect(await serials('statistics')).toEqual([1]);
    expect((await serials('notice')).length).toBe(before);
  });

  it('作废 by the director only, once, on record; the number stays and is not given out again', async () => {
    const id = await aProcess();
    const { id: documentId, number } = await issue(id);
    const last = (await serials('notice')).length;
    const voiding = async (login: string) => {
      const signer = await world.as(login);
      return codeOf(
        world.dataSource.transaction((tx) => voidDocument(tx, signer, documentId, '内容有误', MORNING)),
      );
    };
    expect(await voiding('office')).toBe('FORBIDDEN');
    expect(await voiding('city.director')).toBe('FORBIDDEN');
    expect((await Promise.all([voiding('director'), voiding('director')])).sort()).toEqual([
      'DOCUMENT_VOID',
      'done',
    ]);
    expect(
      await world.one(`select state, void_reason, number from document where id = $1`, documentId),
    ).toEqual({
      state: 'void',
      void_reason: '内容有误',
      number,
    });
    expect((await world.facts(id, 'documentVoided')).map(({ body }) => body)).toEqual([
      { documentId, number, title: '关于某事的通知', reason: '内容有误' },
    ]);
    await issue(id);
    expect(await serials('notice')).toEqual(upTo(last + 1));
    await world.verified();
  });
});
