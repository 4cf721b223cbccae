import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import ExcelJS from 'exceljs';
import { verifyAudit } from '../../../database/audit/audit-verify.js';
import { addDays } from '../../../domain/time/zone.js';
import {
  CITY,
  clear,
  highlight,
  inspectedCity,
  JINGYUAN,
  limitDate,
  nameOf,
  PENGYANG,
  problem,
  today,
  XIJI,
  YUANZHOU,
  type InspectedCity,
} from './inspection-world.js';

// 固原 2023: five counties, 41 member units, 25 of them without material, 13 without a liaison filed.
let city: InspectedCity;

beforeAll(async () => {
  city = await inspectedCity();
});
afterAll(() => city.api.stop());

const one = async (login: string) => (await city.get(login, '')).body;
const matrix = async (login = 'guyuan.office') => (await city.get(login, '/matrix')).body;

describe('the plan', () => {
  it('is checked field by field', async () => {
    const plan = (await city.plan()) as { teams: object[]; targets: object[] };
    const wrong: [object, string][] = [
      [{ toDate: addDays(today, -1) }, 'form.toDate'],
      [{ fromDate: addDays(today, 3) }, 'form.toDate'],
      [{ materialDueDate: addDays(today, -1) }, 'form.materialDueDate'],
      [{ teams: [] }, 'form.teams'],
      [{ teams: [plan.teams[0], { ...plan.teams[1], name: '第一组' }] }, 'form.teams[1].name'],
      [{ teams: [plan.teams[0], { ...plan.teams[0], name: '第二组' }] }, 'form.teams[1].leaderPositionId'],
      [{ teams: [{ ...plan.teams[0], leaderPositionId: randomUUID() }, plan.teams[1]] }, 'form.teams[0]'],
      [{ targets: [{ team: 1, method: 'visit' }] }, 'form.targets[0]'],
      [{ targets: [{ regionCode: XIJI, team: 3, method: 'visit' }] }, 'form.targets[0].team'],
      [{ targets: [plan.targets[0], plan.targets[0]] }, 'form.targets[1]'],
      [{ targets: [{ regionCode: '640499', team: 1, method: 'visit' }] }, 'form.targets.regionCodes'],
      [{ targets: [{ unitId: randomUUID(), team: 1, method: 'visit' }] }, 'form.targets.unitIds'],
      [{ dimensions: ['weather'] }, 'form.dimensions'],
      [{ requirements: '机密★3年' }, 'form.requirements'],
    ];
    for (const [change, field] of wrong) {
      const { status, body } = await city.launch(change);
      expect([field, status, JSON.stringify(body)]).toEqual([field, 400, expect.stringContaining(field)]);
    }
    const { login } = city.units[0]!;
    const unfit = await city.api.post(login, 'processes', {
      kind: 'inspection',
      regionCode: CITY,
      form: plan,
    });
    expect(unfit.status).toBe(403);
  });

  it('goes back, is corrected, and is approved: every target gets the notice with its number', async () => {
    expect((await city.launch()).status).toBe(201);
    await city.open('approve');
    expect(
      (await city.decide('guyuan.leader1', 'approve', 'returned', undefined, '写明实地督查的单位')).status,
    ).toBe(200);
    await city.open('plan');
    const again = await city.plan({ title: '2027年全市双拥工作督查' });
    expect((await city.decide('guyuan.office', 'plan', 'submitted', again)).status).toBe(200);
    await city.open('approve', 2);
    expect((await city.decide('guyuan.leader1', 'approve', 'approved')).status).toBe(200);

    const seen = await one('guyuan.office');
    expect(seen).toMatchObject({ title: '2027年全市双拥工作督查', region: '固原市', whole: true });
    expect(seen.notice.number).toMatch(/^固双拥办.*〔\d{4}〕1号$/u);
    expect(seen.targets).toHaveLength(46);
    expect(seen.targets.slice(0, 2)).toMatchObject([
      { seq: 1, kind: 'region', name: '原州区', method: 'visit', team: 1 },
      { seq: 2, name: '西吉县' },
    ]);
    expect(seen.dimensions).toHaveLength(8);
    expect(seen.teams[0]).toMatchObject({ name: '第一组', members: ['市委督查室', '市双拥办'] });
  });
});

describe('material and visits, side by side', () => {
  it('a target signs, hands in, and sees no other one; who has not is on the list', async () => {
    for (const key of ['notified', 'submit', 'visit']) await city.open(key);
    expect((await city.decide('xiji.office', 'notified', 'received')).status).toBe(200);
    const handIn = (login: string, form: object = {}) =>
      city.decide(login, 'submit', 'submitted', { summary: '台账和佐证目录见附件。', ...form });
    expect((await handIn('xiji.office', { summary: ' ' })).status).toBe(400);
    expect((await handIn('xiji.office', { lacking: '示范点照片' })).status).toBe(200);
    for (const county of ['yuanzhou', 'longde', 'jingyuan', 'pengyang'])
      expect((await handIn(`${county}.office`)).status).toBe(200);
    for (const { login } of city.units.slice(0, 16))
      expect([login, (await handIn(login)).status]).toEqual([login, 200]);

    const own = await one('xiji.office');
    expect(own.whole).toBe(false);
    expect(own.targets.map(({ name }: { name: string }) => name)).toEqual(['西吉县']);
    expect(own.targets[0]).toMatchObject({
      notice: { signedAt: expect.any(String), owed: null },
      materials: [{ lacking: '示范点照片', late: false }],
      materialOwed: null,
    });
    const unit = city.units[0]!;
    expect((await one(unit.login)).targets.map(({ unitId }: { unitId: string }) => unitId)).toEqual([
      unit.id,
    ]);
    const all = await one('guyuan.auditor');
    expect(all.targets.filter((target: { materialOwed: object | null }) => target.materialOwed)).toHaveLength(
      25,
    );
    expect((await city.get('xiji.office', '/matrix')).status).toBe(404);
    expect((await city.get('xiji.office', '/draft')).status).toBe(404);
    const steps = (await city.api.get(unit.login, `processes/${city.id}`)).body.steps;
    const others = steps.flatMap((step: { waitingFor?: { unitId: string }[] }) => step.waitingFor ?? []);
    expect(others.every(({ unitId }: { unitId: string }) => unitId === unit.id)).toBe(true);
  });

  it('each leader answers for his own team, for everybody he went to', async () => {
    const targets = (await one('guyuan.office')).targets as { team: number; method: string }[];
    const entries = (team: number) =>
      targets
        .filter((target) => target.team === team && target.method === 'visit')
        .map((target) => ({
          ...nameOf(target as never),
          visitedDate: today,
          place: '示范点',
          seen: '查看台账。',
        }));
    const visit = (login: string, form: object) => city.decide(login, 'visit', 'visited', form);
    const half = await visit('guyuan.leader2', { entries: entries(1).slice(1) });
    expect([half.status, half.body.code, half.body.detail]).toEqual([
      400,
      'VISITS_INCOMPLETE',
      expect.stringContaining('原州区'),
    ]);
    const others = await visit('guyuan.leader2', { entries: [...entries(1), entries(2)[0]] });
    expect([others.status, others.body.field]).toEqual([400, 'form.entries[3]']);
    const tomorrow = entries(1).map((entry) => ({ ...entry, visitedDate: addDays(today, 1) }));
    expect((await visit('guyuan.leader2', { entries: tomorrow })).body.code).toBe('DATE_IN_FUTURE');
    expect((await visit('guyuan.leader2', { entries: entries(1) })).status).toBe(200);

    // The other leader told the office what he saw.
    const task = await city.assignment('guyuan.leader3', 'visit');
    const recorded = { action: 'decide', decision: 'recorded', form: { entries: entries(2) } };
    expect((await city.api.post('guyuan.office', `assignments/${task}/acts`, recorded)).body.code).toBe(
      'OPINION_REQUIRED',
    );
    const answer = await city.api.post('guyuan.office', `assignments/${task}/acts`, {
      ...recorded,
      opinion: '副组长口述，办公室登记',
    });
    expect([answer.status, answer.body.outcome]).toEqual([200, 'recorded']);
    expect(
      (await one('guyuan.office')).targets.filter((target: { visit: object }) => target.visit),
    ).toHaveLength(11);
  });
});

/** The matrix of the source, shortened: one line each, whatever it hits. */
const findings = (): object[] => [
  highlight('开通“双拥号”公交车', { regionCodes: [XIJI] }),
  problem('未将双拥工作写进年度政府工作报告', { scope: 'except', regionCodes: [YUANZHOU, PENGYANG] }),
  problem('军地合署办公制度落实不到位'),
  problem('无户外双拥宣传阵地', { dimension: 'publicity', scope: 'only', regionCodes: [JINGYUAN] }),
  problem('未按要求报送资料台账', { level: 'units', scope: 'missingMaterial' }),
  problem('未报送分管领导和联络员', { level: 'units', scope: 'noLiaison' }),
];

describe('the matrix', () => {
  let targets: never[];
  beforeAll(async () => {
    await city.open('findings');
    targets = (await matrix()).targets;
  });
  const put = (login: string, body: object) =>
    city.api.send('PUT', `/api/v1/inspections/${city.id}/matrix`, {
      body,
      headers: { 'Idempotency-Key': randomUUID() },
      ...({ token: tokens.get(login) } as object),
    });
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    for (const login of ['guyuan.office', 'guyuan.director', 'xiji.office', 'guyuan.leader1'])
      tokens.set(login, await city.api.token(login));
  });

  it('is kept while two enter it: the second is told who was first, and nothing of the first is lost', async () => {
    const half = { version: 0, findings: findings().slice(0, 2), vetoChecks: [] };
    expect((await put('guyuan.office', half)).body).toEqual({ version: 1 });
    const late = await put('guyuan.director', { version: 0, findings: findings(), vetoChecks: [] });
    expect([late.status, late.body.code]).toEqual([409, 'FINDINGS_CHANGED']);
    const seen = await matrix('guyuan.director');
    expect(seen).toMatchObject({ version: 1, savedBy: expect.any(String), editable: true, frozenAt: null });
    expect(seen.findings).toHaveLength(2);
    expect(seen.findings[1]).toMatchObject({ who: '除原州区、彭阳县外，其他县（区）', hits: [2, 3, 4] });
    expect((await put('xiji.office', half)).status).toBe(403);
    expect((await put('guyuan.leader1', half)).status).toBe(403);
  });

  it('refuses what cannot stand, at its field, and writes nothing of it', async () => {
    const save = (change: object) =>
      put('guyuan.office', { version: 1, findings: findings(), vetoChecks: [], ...change });
    const wrong: [object, string][] = [
      [{ findings: [problem('x')] }, 'findings[0].text'],
      [{ findings: [problem('不好', { scope: 'except' })] }, 'form.findings[0].regionCodes'],
      [
        { findings: [problem('不好', { level: 'units', regionCodes: [XIJI] })] },
        'form.findings[0].regionCodes',
      ],
      [
        { findings: [problem('不好', { scope: 'only', regionCodes: ['6405'] })] },
        'form.findings[0].regionCode',
      ],
      [{ findings: [highlight('好', { limitDate, regionCodes: [XIJI] })] }, 'findings[0]'],
      [{ vetoChecks: [{ regionCode: XIJI, result: 'found' }] }, 'form.vetoChecks[0].item'],
      [
        {
          vetoChecks: [
            { ...nameOf(targets[0]!), result: 'clear' },
            { ...nameOf(targets[0]!), result: 'clear' },
          ],
        },
        'form.vetoChecks[1]',
      ],
    ];
    for (const [change, field] of wrong) {
      const { status, body } = await save(change);
      expect([field, status, JSON.stringify(body)]).toEqual([field, 400, expect.stringContaining(field)]);
    }
    expect((await matrix()).version).toBe(1);
  });

  it('goes on only when it is whole, and freezes the lists: 25 without material', async () => {
    const enter = (form: object) => city.decide('guyuan.office', 'findings', 'entered', form);
    const form = { version: 1, findings: findings(), vetoChecks: clear(targets) };
    expect((await enter({ ...form, version: 0 })).body.code).toBe('FINDINGS_CHANGED');
    const unchecked = await enter({
      ...form,
      findings: findings().slice(0, 5),
      vetoChecks: clear(targets).slice(1),
    });
    expect([unchecked.body.code, unchecked.body.detail]).toEqual([
      'VETO_CHECKS_INCOMPLETE',
      expect.stringContaining('原州区'),
    ]);
    expect(
      (await enter({ ...form, findings: [problem('没有时限', { limitDate: undefined })] })).body.field,
    ).toBe('form.findings[0].limitDate');
    // Everybody has a liaison in office, and nobody was asked to file one: nobody is on that list.
    const nobody = await enter(form);
    expect([nobody.body.code, nobody.body.field]).toEqual(['FINDING_OF_NOBODY', 'form.findings[5].scope']);
    expect((await matrix()).version).toBe(1);

    // 13 units lost theirs.
    await city.api.dataSource.query(
      `update appointment a set valid_to = $2 from position o where o.id = a.position_id and o.kind = 'liaison' and o.unit_id = any($1::uuid[])`,
      [city.units.slice(20, 33).map(({ id }) => id), addDays(today, -1)],
    );
    expect((await matrix()).noLiaison).toHaveLength(13);
    expect((await enter(form)).status).toBe(200);
    const lists = (await city.get('guyuan.office', '/lists')).body;
    const counts = Object.fromEntries(
      lists.lists.map((list: { key: string; count: number }) => [list.key, list.count]),
    );
    expect(counts).toEqual({
      ...{ regions: 5, units: 41, visitedRegions: 5, visitedUnits: 6 },
      ...{ missingRegions: 0, missingMaterial: 25, noLiaison: 13, vetoFound: 0 },
    });
    const missing = lists.lists.find(({ key }: { key: string }) => key === 'missingMaterial');
    const rows = missing.rows.map((row: { targetSeq: number; name: string; value: object }) => ({
      ...{ key: 'missingMaterial', targetSeq: row.targetSeq, name: row.name, value: row.value },
    }));
    expect(missing.sha256).toBe(createHash('sha256').update(canonicalize(rows)!).digest('hex'));
    await expect(
      city.api.dataSource.query(`update inspection_list_row set name = 'x' where process_id = $1`, [city.id]),
    ).rejects.toThrow();
    expect((await put('guyuan.office', { ...form, version: 2 })).body.code).toBe('STEP_NOT_OPEN');
  });

  it('whoever hands in now stands on the frozen list all the same', async () => {
    const late = city.units[16]!;
    expect((await city.decide(late.login, 'submit', 'submitted', { summary: '补报台账。' })).status).toBe(
      200,
    );
    const lists = (await city.get('guyuan.office', '/lists')).body.lists;
    expect(lists.find(({ key }: { key: string }) => key === 'missingMaterial').count).toBe(25);
    expect((await matrix()).missingMaterial).toHaveLength(25);
  });
});

describe('the circular', () => {
  it('is drafted from the matrix; no figure can be written into it', async () => {
    await city.open('draft');
    const draft = (await city.get('guyuan.office', '/draft')).body;
    expect(draft.text).toContain('有{{missingMaterial}}个单位未按要求报送资料台账');
    const text = draft.document.blocks.map(({ text: words }: { text: string }) => words).join('\n');
    expect(text).toContain('除原州区、彭阳县外，其他县（区）未将双拥工作写进年度政府工作报告');
    expect(text).toContain('有25个单位未按要求报送资料台账');
    expect(text).toContain('有13个单位未报送分管领导和联络员');
    expect(text).toContain('没有发现一票否决情形');
    const form = { version: draft.version, title: '关于全市双拥工作督查情况的通报', text: draft.text };
    const forged = draft.text.replace('{{missingMaterial}}', '24');
    const refused = await city.decide('guyuan.office', 'draft', 'drafted', { ...form, text: forged });
    expect([refused.status, refused.body.code, refused.body.field]).toEqual([
      400,
      'FIGURES_TYPED',
      'form.text',
    ]);
    const edited = draft.text.replace('好的做法：', '值得推广的做法：');
    // From two windows at one instant: one text is taken, the other one's writer is told.
    const act = { action: 'decide', decision: 'drafted', form: { ...form, text: edited } };
    const path = `assignments/${await city.assignment('guyuan.office', 'draft')}/acts`;
    const both = await Promise.all([1, 2].map(() => city.api.post('guyuan.office', path, act)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('come back, it is not replaced by what was written from the version before', async () => {
    await city.open('draft', 2);
    const { version, savedBy, title, text } = (await city.get('guyuan.office', '/draft')).body;
    const old = { version: version - 1, title: '旧稿', text };
    const stale = await city.decide('guyuan.office', 'draft', 'drafted', old);
    expect([stale.status, stale.body.code, stale.body.field]).toEqual([409, 'DRAFT_CHANGED', 'form.version']);
    expect(stale.body.detail).toContain(`${savedBy}在 `);
    expect((await city.get('guyuan.office', '/draft')).body).toMatchObject({ version: 1, title });
    const again = await city.decide('guyuan.office', 'draft', 'drafted', { version, title, text });
    expect(again.status).toBe(200);
  });

  it('is reviewed, signed by either, issued to every target with copies, and its problems are handed out', async () => {
    await city.open('review');
    expect((await city.decide('guyuan.director', 'review', 'approved')).status).toBe(200);
    await city.open('sign');
    expect((await city.decide('guyuan.leader3', 'sign', 'signed')).status).toBe(200);
    await city.open('issue');
    expect((await city.decide('guyuan.office', 'issue', 'issued')).status).toBe(200);

    const { body: view } = await city.get('guyuan.office', '');
    const [document] = (await city.api.dataSource.query(`select content from document where id = $1`, [
      view.circular.id,
    ])) as {
      content: { recipients: string[]; copies: string[]; annexes: { blocks: { rows: string[][] }[] }[] };
    }[];
    expect(document!.content.recipients).toEqual([
      '各县（区）双拥工作领导小组办公室',
      '市双拥工作领导小组各成员单位',
    ]);
    expect(document!.content.copies.at(-1)).toContain('组长、副组长');
    expect(document!.content.annexes[0]!.blocks[0]!.rows).toHaveLength(5);

    const seen = await matrix();
    const hits = seen.findings.map(
      ({ rectifications }: { rectifications: object[] }) => rectifications.length,
    );
    expect(hits).toEqual([0, 3, 5, 1, 25, 13]);
    const { body: list } = await city.api.get('guyuan.office', `inspections`);
    expect(list.items[0]).toMatchObject({ rectifications: 47, rectified: 0, targets: 46, handedIn: 22 });

    // A target sees its own row: three problems of 西吉县, and no other's name beside them.
    const xiji = await matrix('xiji.office');
    expect(xiji.targets.map(({ name }: { name: string }) => name)).toEqual(['西吉县']);
    expect(xiji.findings.map(({ text, hits: of }: { text: string; hits: number[] }) => [text, of])).toEqual([
      ['开通“双拥号”公交车', [2]],
      ['未将双拥工作写进年度政府工作报告', [2]],
      ['军地合署办公制度落实不到位', [2]],
    ]);
    expect(JSON.stringify(xiji)).not.toContain('彭阳');
    expect((await city.get('xiji.office', '/lists')).status).toBe(404);

    await city.open('receipts');
    expect((await city.decide('xiji.office', 'receipts', 'received')).status).toBe(200);
    const signed = (await one('guyuan.office')).targets.find(
      ({ regionCode }: { regionCode: string }) => regionCode === XIJI,
    );
    expect(signed.circular.signedAt).not.toBeNull();
  });

  it('can be taken along as tables', async () => {
    const workbook = async (path: string) => {
      const token = await city.api.token('guyuan.office');
      const answer = await fetch(`${await city.api.app.getUrl()}/api/v1/inspections/${city.id}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(await answer.arrayBuffer());
      return book.worksheets[0]!;
    };
    const sheet = await workbook('/matrix/export');
    expect([sheet.rowCount, sheet.columnCount]).toEqual([7, 54]);
    expect(String(sheet.getRow(3).getCell(5).value)).toBe('除原州区、彭阳县外，其他县（区）');
    expect([9, 10, 11, 12, 13].map((cell) => sheet.getRow(3).getCell(cell).value ?? '')).toEqual([
      '',
      '√',
      '√',
      '√',
      '',
    ]);
    const list = await workbook('/lists/export?key=missingMaterial');
    expect(list.rowCount).toBeGreaterThanOrEqual(28);
    expect((await city.get('guyuan.office', '/lists/export?key=weather')).status).toBe(400);
  });

  it('the record of it all verifies', async () => {
    const { manager } = city.api.dataSource;
    const [facts, report] = await Promise.all([
      manager.query<{ kind: string }[]>(`select kind from audit_entry where process_id = $1 order by seq`, [
        city.id,
      ]),
      verifyAudit(manager, { processId: city.id }),
    ]);
    expect(report.problem).toBeNull();
    expect(facts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['documentIssued', 'figuresFrozen', 'rectificationsStarted']),
    );
  });
});
