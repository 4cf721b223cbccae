import type { LaunchedView, ProcessDetailView } from '../../../contracts/http/processes.js';
import { TABLE, WISHES } from '../items.js';
import { COUNTY, DIRECTOR, OFFICE, YEAR, type Story } from '../story.js';
import { dayOf } from '../teller.js';
import { importTable } from './import-table.js';

/** Files nothing all year; the ladder is shown on it. */
export const SILENT = '县税务局';
export const EXTENDING = '县医保局';
export const TARDY = '县交通运输局';
/** Files only after the last reminder. */
const REMINDED = '邦丙乡';

export async function collect(story: Story): Promise<void> {
  story.tell.chapter('清单收集', '规定三（一）1：每年2月底前，军地将问题清单梳理汇总');
  await launch(story);
  await refuseSecrets(story);
  await fileLists(story);
  await story.at('01-20', '15:00');
  await importTable(story, TABLE);
  await fileNothing(story);
  await remind(story);
  await endOfFebruary(story);
}

async function launch(story: Story): Promise<void> {
  await story.at('01-04');
  const order = { kind: 'dualList', regionCode: COUNTY, year: YEAR };
  const { id } = await story.http.post<LaunchedView>(DIRECTOR, '/api/v1/processes', order);
  story.processId = id;
  await story.settle();
  const step = await collecting(story);
  story.say(
    `县双拥办主任启动 ${YEAR} 年“双清单”，任务同时送到 ${step.asked} 个单位（部门、乡镇、部队），时限 ${dayOf(step.deadline!)}，当日报送仍算按时。`,
  );
  story.tell.expect('每个部门、乡镇和部队都收到报送任务', step.asked === story.filingUnits().length);
  story.tell.remark('以后的催办、督办和流转都由系统按期进行，不用专人盯。');
  const again = story.http.post(DIRECTOR, '/api/v1/processes', order);
  story.tell.remark(`误点第二次：${await story.refusal('重复启动', again, 'ALREADY_LAUNCHED')}`);
}

async function refuseSecrets(story: Story): Promise<void> {
  await story.at('01-11');
  const { assignmentId } = await story.task('liaison.armed', 'collect');
  const item = { kind: 'forceBuilding', title: '某工程配套保障', detail: '机密★5年 工程配套道路。' };
  const attempt = story.act('liaison.armed', assignmentId, {
    action: 'decide',
    decision: 'filed',
    form: { items: [item] },
  });
  story.say('县人武部联络员误把带密级标志的内容填进了清单，系统不收：');
  const refusal = await story.refusal('带密级标志的内容', attempt, 'CLASSIFIED_CONTENT');
  story.tell.remark(refusal);
  story.tell.expect('指明是哪一栏', refusal.includes('具体内容'));
}

async function fileLists(story: Story): Promise<void> {
  const days = ['01-11', '01-13', '01-13', '01-15', '01-18', '01-19'];
  for (const [index, [login, items]] of Object.entries(WISHES).entries()) {
    await story.at(days[index] ?? '01-19', '10:00');
    const { unit } = await story.task(login, 'collect');
    await story.sign(login, 'collect', { decision: 'filed', form: { items } });
    story.say(`${unit}报送 ${items.length} 件：${items.map(({ title }) => `“${title}”`).join('、')}。`);
  }
  await story.at('01-20', '10:00');
  await story.sign('liaison.culture', 'collect', { decision: 'filed', form: { nothing: true } });
  story.say('县文旅局今年没有事项，作零报告。零报告也算已报。');
}

/** Everybody else but those the story still needs. */
async function fileNothing(story: Story): Promise<void> {
  await story.at('01-27');
  const waiting = (await collecting(story)).waitingFor.map(({ unit }) => unit);
  const kept = [SILENT, EXTENDING, TARDY, REMINDED];
  const filing = LOGINS.filter(([, unit]) => waiting.includes(unit) && !kept.includes(unit));
  for (const [key] of filing)
    await story.sign(`liaison.${key}`, 'collect', { decision: 'filed', form: { nothing: true } });
  await story.settle();
  story.say(`${filing[0]![1]}等 ${filing.length} 个单位陆续作零报告。`);
  const { done, asked } = await collecting(story);
  story.tell.remark(`至此已报 ${done} 个，还差 ${asked - done} 个：${kept.join('、')}。`);
  story.tell.expect('除四个单位外都已报送', asked - done === kept.length);
}

async function remind(story: Story): Promise<void> {
  await story.at('02-24', '17:00');
  const reminders = await story.history(story.processId, '&kind=reminded&step=collect');
  const days = [...new Set(reminders.map(({ at }) => at.slice(0, 10)))];
  for (const day of days) {
    const sent = reminders.filter(({ at }) => at.startsWith(day));
    story.tell.line(
      new Date(sent[0]!.at),
      `系统自动催办 ${sent.length} 个未报单位，如：${sent[0]!.sentence}`,
    );
  }
  story.tell.expect('到期前 10 个和 5 个工作日各催办一次', days.length === 2);
  await extend(story);
  await story.at('02-26', '16:00');
  await story.decide('liaison.bangbing', 'collect', { decision: 'filed', form: { nothing: true } });
  story.say('最后一次催办之后，邦丙乡当天下午补作零报告，仍算按时。');
}

async function extend(story: Story): Promise<void> {
  const { assignmentId } = await story.task('liaison.insurance', 'collect');
  await story.act('liaison.insurance', assignmentId, {
    action: 'requestExtension',
    until: `${YEAR}-03-05`,
    opinion: '随军家属名册正在与部队核对，需要几天。',
  });
  await story.settle();
  story.say('县医保局申请延期到 3月5日：随军家属名册还在核对。');
  await story.at('02-25');
  await story.decide(OFFICE, 'extension', { decision: 'approved', opinion: '同意，抓紧核对。' });
  story.say('县双拥办同意延期，只改这一个单位的时限。');
}

async function endOfFebruary(story: Story): Promise<void> {
  await story.at('03-01', '08:30');
  const { asked, done, outcomeLabel } = await collecting(story);
  const missing = (await story.summary()).missingUnits ?? [];
  story.say(`2月结束，系统按“${outcomeLabel}”转入下一步，不再空等。应报 ${asked} 个，已报 ${done} 个。`);
  const late = missing.filter((unit) => unit.late).map(({ shortName }) => shortName);
  const extended = missing.filter((unit) => !unit.late);
  story.tell.remark(
    `未报名单：${late.join('、')}（已逾期，继续督办）；${extended.map(({ shortName, deadlineAt }) => `${shortName}（已准延期至 ${dayOf(deadlineAt!)}）`).join('、')}。`,
  );
  const names = missing.map(({ shortName }) => shortName).sort();
  story.tell.expect(
    `未报名单是 ${SILENT}、${EXTENDING}、${TARDY}`,
    names.join() === [SILENT, EXTENDING, TARDY].sort().join(),
  );
}

async function collecting(story: Story): Promise<ProcessDetailView['steps'][number]> {
  const { steps } = await story.process(story.processId);
  return steps.find(({ key }) => key === 'collect')!;
}

/** Login part and short name of who may have nothing to ask for. */
const LOGINS = [
  ['party', '县委办'],
  ['government', '县政府办'],
  ['organization', '县委组织部'],
  ['publicity', '县委宣传部'],
  ['development', '县发改局'],
  ['police', '县公安局'],
  ['civil', '县民政局'],
  ['justice', '县司法局'],
  ['finance', '县财政局'],
  ['labour', '县人社局'],
  ['land', '县自然资源局'],
  ['agriculture', '县农业农村局'],
  ['health', '县卫健局'],
  ['veterans', '县退役军人事务局'],
  ['youth', '团县委'],
  ['mengmeng', '勐勐镇'],
  ['mengku', '勐库镇'],
  ['shahe', '沙河乡'],
  ['dawen', '大文乡'],
  ['mangnuo', '忙糯乡'],
] as const;
