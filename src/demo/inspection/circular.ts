import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentDetail, DocumentPage } from '../../../contracts/http/documents.js';
import type { InspectionDraftView, MatrixView } from '../../../contracts/http/inspections.js';
import { addresseeLine } from '../../../domain/documents/addressees.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import type { Story } from '../story.js';
import { COUNTIES, DIRECTOR, HANDED_IN, OFFICE, TEAM_LEADERS, UNITS, WITHOUT_LIAISON } from './cast.js';
import { findings } from './findings.js';

/** The matrix, entered once; the circular that follows from it. */
export async function enterFindings(story: Story): Promise<void> {
  story.tell.chapter('汇总问题，9月15日', '督查通报二：八个方面，“除某县外，其他县（区）……”');
  await story.at('09-15');
  const matrix = findings((name) => story.unit(name));
  const checks = [
    ...COUNTIES.map(({ code }) => ({ regionCode: code, result: 'clear' })),
    ...UNITS.map(({ name }) => ({ unitId: story.unit(name), result: 'clear' })),
  ];
  const form = { version: 0, findings: matrix, vetoChecks: checks };
  const attempt = story.sign(OFFICE, 'findings', {
    decision: 'entered',
    form: { ...form, vetoChecks: checks.slice(1) },
  });
  story.say(`双拥办一次录入 ${matrix.length} 条。漏了一个对象的一票否决核查，系统不收：`);
  story.tell.remark(await story.refusal('一票否决核查不全', attempt, 'VETO_CHECKS_INCOMPLETE'));
  await story.decide(OFFICE, 'findings', { decision: 'entered', form });
  const { problems, hits } = await totals(story);
  story.say(`补齐后汇总完成：${problems} 条问题，落到各对象头上共 ${hits} 个。没有发现一票否决情形。`);
}

export async function issueCircular(story: Story): Promise<void> {
  story.tell.chapter('通报，10月10日', '固双拥办发〔2023〕7号：主送各县（区）和成员单位，抄送上级和领导');
  await story.at('10-08');
  const draft = await draftOf(story);
  const figure = (key: string) => draft.placeholders.find((one) => one.key === key)?.value;
  story.say('系统按汇总的问题写出通报稿，数字都是名单的长度：');
  story.tell.remark(
    `没有报送联络员的 ${figure('noLiaison')} 个单位，没有报资料台账的 ${figure('missingMaterial')} 个单位`,
  );
  story.tell.expect('13 个单位没有报联络员', figure('noLiaison') === String(WITHOUT_LIAISON.length));
  story.tell.expect(
    '25 个单位没有报资料台账',
    figure('missingMaterial') === String(UNITS.length - HANDED_IN.length) &&
      figure('missingMaterial') === '25',
  );
  const form = {
    version: draft.version,
    title: '关于全市双拥工作督查情况的通报',
    text: draft.text,
    copyUnitIds: [],
  };
  const typed = { ...form, text: draft.text.replace('{{missingMaterial}}', '24') };
  const attempt = story.sign(OFFICE, 'draft', { decision: 'drafted', form: typed });
  story.say('有人想把 25 改成手写的 24，系统不收：');
  const refused = await story.refusal('手写的数字', attempt, 'FIGURES_TYPED');
  // The placeholder itself is for whoever edits the text.
  story.tell.remark(refused.replace(/\{\{\w+\}\}/gu, ''));
  await story.decide(OFFICE, 'draft', { decision: 'drafted', form });
  await story.decide(DIRECTOR, 'review', { decision: 'approved' });
  await story.at('10-10');
  await story.decide(TEAM_LEADERS[0], 'sign', { decision: 'signed' });
  await story.decide(OFFICE, 'issue', { decision: 'issued' });
  const path = `/api/v1/documents?processId=${story.processId}&kind=circular`;
  const { items } = await story.http.get<DocumentPage>(OFFICE, path);
  const [issued] = items;
  story.say(`副组长签发，印发${issued?.number ?? '（没有文号）'}《${issued?.title ?? ''}》。`);
  const { content } = await story.http.get<DocumentDetail>(OFFICE, `/api/v1/documents/${issued!.id}`);
  const main = addresseeLine((content as IssuedContent).recipients);
  story.tell.remark(`主送：${main}`);
  story.tell.expect(
    '主送写明各类单位',
    main === '各县（区）双拥工作领导小组办公室，市双拥工作领导小组各成员单位',
  );
  await mkdir(story.out, { recursive: true });
  const file = join(story.out, '督查通报.docx');
  await writeFile(file, await story.http.download(OFFICE, `/api/v1/documents/${issued!.id}/file`));
  story.tell.remark(`Word 文件：${file}`);
  for (const login of [...COUNTIES.map(({ office }) => office), ...UNITS.map(({ liaison }) => liaison)])
    await story.sign(login, 'receipts', { decision: 'received' });
  await story.settle();
  story.say('46 个对象签收通报。');
}

const draftOf = (story: Story): Promise<InspectionDraftView> =>
  story.http.get(OFFICE, `/api/v1/inspections/${story.processId}/draft`);

/** Problems of the matrix, and how many there are with everybody they hit counted. */
async function totals(story: Story): Promise<{ problems: number; hits: number }> {
  const matrix = await story.http.get<MatrixView>(OFFICE, `/api/v1/inspections/${story.processId}/matrix`);
  const problems = matrix.findings.filter(({ kind }) => kind === 'problem');
  return { problems: problems.length, hits: problems.reduce((sum, { hits }) => sum + hits.length, 0) };
}
