import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { supervise } from '../../../database/documents/supervise.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import { at, codeOf, createWorld, decide, type World } from '../steps/world.js';

const FEBRUARY = at('2027-02-01T09:00:00');
let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

interface Stored {
  id: string;
  number: string;
  kind: string;
  content: IssuedContent;
}
const documentsOf = (processId: string): Promise<Stored[]> =>
  world.rows(
    `select id, number, kind, content from document where process_id = $1 order by issued_at, serial`,
    processId,
  );
const recipientsOf = async (documentId: string, role: string): Promise<string[]> =>
  (
    await world.rows<{ name: string }>(
      `select u.short_name as name from document_recipient r join unit u on u.id = r.unit_id where r.document_id = $1 and r.role = $2 order by 1`,
      documentId,
      role,
    )
  ).map(({ name }) => name);

describe('专题报告', () => {
  it('an item that is reported up goes with a numbered report, and the city’s register has it', async () => {
    const { itemId, solve } = await world.claimed(FEBRUARY);
    await world.sign('liaison.education', solve, decide('cannotSolve', undefined, '县级无权限'), FEBRUARY);
    const report = await world.open(itemId, 'reportUp', FEBRUARY);
    await world.sign(
      'office',
      report,
      decide('reported', { summary: '请市级协调，请批示。' }),
      at('2027-03-20T23:59:59'),
    );
    const [issued, ...more] = await documentsOf(itemId);
    expect(more).toEqual([]);
    expect(issued).toMatchObject({ kind: 'report', number: '双双拥办报〔2027〕1号' });
    expect(issued!.content).toMatchObject({
      date: '2027-03-20',
      recipients: ['临沧市双拥工作领导小组办公室'],
      issuer: '双江自治县双拥工作领导小组办公室',
    });
    expect(issued!.content.signatory).toBe((await world.as('director')).personName);
    expect(await recipientsOf(issued!.id, 'main')).toEqual(['临沧市双拥办']);
    expect(
      await world.one(
        `select region_code, number, received_on::text, registered_by from incoming_document where document_id = $1`,
        issued!.id,
      ),
    ).toEqual({
      region_code: '5309',
      number: issued!.number,
      received_on: '2027-03-20',
      registered_by: null,
    });
    expect((await world.facts(itemId, 'documentIssued'))[0]?.body).toMatchObject({ number: issued!.number });
    await world.verified();
  });

  it('one that is refused after all leaves no number behind', async () => {
    const { itemId, solve } = await world.claimed(FEBRUARY);
    await world.sign('liaison.education', solve, decide('cannotSolve', undefined, '县级无权限'), FEBRUARY);
    const report = await world.open(itemId, 'reportUp', FEBRUARY);
    const reporting = (summary: string) =>
      world.sign('office', report, decide('reported', { summary }), at('2027-03-21T09:00:00'));
    expect(await codeOf(reporting('密级：机密'))).toBe('CLASSIFIED_CONTENT');
    expect(await documentsOf(itemId)).toEqual([]);
    await reporting('请市级协调');
    expect((await documentsOf(itemId))[0]?.number).toBe('双双拥办报〔2027〕2号');
  });
});

describe('年度通报', () => {
  it('goes to every unit that owes a list, with the year’s figures and the statistics table', async () => {
    const { listId, collect } = await world.launch(at('2027-01-11T10:00:00'));
    await world.sign(
      'liaison.garrison',
      collect,
      decide('filed', {
        nothing: false,
        items: [{ kind: 'children', title: '营区附近幼儿园学位', detail: '' }],
      }),
      at('2027-01-12T10:00:00'),
    );
    const compile = await world.open(listId, 'compile', at('2027-03-01T09:00:00'));
    await world.sign(
      'office',
      compile,
      decide('compiled', { merge: [], classify: [], propose: [] }),
      at('2027-03-01T10:00:00'),
    );
    const circular = await world.open(listId, 'circular', at('2027-10-08T09:00:00'));
    await world.sign(
      'office',
      circular,
      decide('issued', { summary: '全年情况' }),
      at('2027-10-11T09:00:00'),
    );
    const [issued] = await documentsOf(listId);
    expect(issued).toMatchObject({ kind: 'circular', number: '双双拥办通〔2027〕1号' });
    expect(await recipientsOf(issued!.id, 'main')).toHaveLength(32);
    expect(await recipientsOf(issued!.id, 'copy')).toEqual(['临沧市双拥办']);
    const text = JSON.stringify(issued!.content);
    for (const said of ['应报送单位32个，已报送1个', '营区附近幼儿园学位', '全年情况', '未报送31个'])
      expect(text).toContain(said);
    await world.verified();
  });
});

describe('督办单', () => {
  const ask = async (login: string, assignment: string, now: Date, requirement = '三日内反馈进展') => {
    const signer = await world.as(login);
    return world.dataSource.transaction((tx) =>
      supervise(tx, signer, assignment, { requirement, replyBy: null }, now),
    );
  };

  it('blue, then orange, then red; one of each; the unit and its leader are told', async () => {
    const { itemId, solve } = await world.claimed(at('2027-05-10T09:00:00'));
    const assignment = await world.owed(solve);
    const before = await ask('office', assignment, at('2027-06-30T23:59:59.999'));
    expect(before.colour).toBe('blue');
    expect(await codeOf(ask('leader1', assignment, at('2027-06-30T23:59:59.999')))).toBe(
      'SUPERVISION_ISSUED',
    );
    expect((await ask('leader1', assignment, at('2027-07-01T00:00:00'))).colour).toBe('orange');
    await world.serve(at('2027-07-05T09:00:00')); // rungs 1 and 2
    expect(await codeOf(ask('office', assignment, at('2027-07-05T09:00:00')))).toBe('SUPERVISION_ISSUED');
    await world.serve(at('2027-07-20T09:00:00'));
    const red = await ask('director', assignment, at('2027-07-20T09:00:00'));
    expect(red).toMatchObject({ colour: 'red', number: '双双拥办督〔2027〕3号' });
    expect(await recipientsOf(red.documentId, 'main')).toEqual(['县教育体育局']);
    const told = await world.rows<{ login: string }>(
      `select distinct ac.login from notice n join account ac on ac.person_id = n.person_id
       where n.assignment_id = $1 and n.kind = 'supervised' order by 1`,
      assignment,
    );
    expect(told.map(({ login }) => login)).toEqual(['leader.education', 'liaison.education']);
    const facts = await world.facts(itemId, 'supervised');
    expect(facts.map(({ body }) => body['colour'])).toEqual(['blue', 'orange', 'red']);
    expect(facts[0]!.body).not.toHaveProperty('requirement');
    await world.verified();
  });

  it('not by others, not with secrets, not about what is done; two at one instant are one', async () => {
    const { solve } = await world.claimed(at('2027-05-10T09:00:00'));
    const assignment = await world.owed(solve);
    const now = at('2027-05-11T09:00:00');
    for (const login of ['liaison.education', 'city.director', 'auditor'])
      expect([login, await codeOf(ask(login, assignment, now))]).toEqual([login, 'NOT_YOURS']);
    expect(await codeOf(ask('office', assignment, now, '秘密★5年'))).toBe('CLASSIFIED_CONTENT');
    const both = await Promise.all([
      codeOf(ask('office', assignment, now)),
      codeOf(ask('director', assignment, now)),
    ]);
    expect(both.sort()).toEqual(['SUPERVISION_ISSUED', 'done']);
    await world.act('liaison.education', assignment, decide('solved', { result: '已办' }), now);
    expect(await codeOf(ask('office', assignment, now))).toBe('ASSIGNMENT_NOT_OPEN');
  });
});
