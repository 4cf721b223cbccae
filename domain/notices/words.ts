import { deadlineText, isNoticeKind, type NoticeBody, type NoticeKind } from './notice.js';

export interface Words {
  title: string;
  /** One line. */
  line: string;
}

type Wording = (body: NoticeBody) => Words;

const within = ({ deadline }: NoticeBody): string => {
  const text = deadlineText(deadline);
  return text === null ? '' : `，时限 ${text}`;
};
const what = ({ process, step }: NoticeBody): string => `“${process}”的“${step}”`;
const who = ({ by }: NoticeBody, otherwise: string): string => by ?? otherwise;
const whose = ({ about }: NoticeBody): string => (about === undefined ? '' : `（${about}）`);

/** Total: a new kind without words does not compile. */
const WORDING: Record<NoticeKind, Wording> = {
  assigned: (body) => ({
    title: `新任务：${body.step}`,
    line: `${what(body)}${whose(body)}等您办理${within(body)}。`,
  }),
  remind: (body) => ({
    title: `临近时限：${body.step}`,
    line: `${what(body)}还没有办结${within(body)}，请及时办理。`,
  }),
  unack: (body) => ({
    title: `尚未签收：${body.step}`,
    line: `${what(body)}还没有签收${within(body)}，请先签收。`,
  }),
  overdue: (body) => ({
    title: `已逾期：${body.step}`,
    line: `${what(body)}已过时限${within(body)}，请立即办理。`,
  }),
  rung: (body) => ({
    title: `督办${body.rung === undefined ? '' : `（第${body.rung}级）`}：${body.step}`,
    line: `${what(body)}${whose(body)}逾期未办结${within(body)}，现上报您督办。`,
  }),
  urged: (body) => ({
    title: `催办：${body.step}`,
    line: `${who(body, '有关方面')}催您办理${what(body)}${within(body)}。`,
  }),
  supervised: (body) => ({
    title: `督办单：${body.step}`,
    line: `${who(body, '双拥办')}就${what(body)}发出督办单${within(body)}，请按要求办理并反馈。`,
  }),
  returned: (body) => ({
    title: `被退回：${body.step}`,
    line: `${what(body)}${whose(body)}被退回，请重新办理${within(body)}。`,
  }),
  decided: (body) => ({ title: `已有结果：${body.step}`, line: `${what(body)}${whose(body)}已经办理。` }),
  circulated: (body) => ({ title: `传阅：${body.step}`, line: `${what(body)}送您传阅，请阅后点“已阅”。` }),
  circulationUrged: (body) => ({
    title: `催阅：${body.step}`,
    line: `${what(body)}送您传阅，还没有阅，请及时阅看。`,
  }),
  alarm: (body) => ({
    title: `报警：${body.step}`,
    line: `“${body.process}”：${body.step}，请立即处理。`,
  }),
  paused: (body) => ({
    title: `已挂起：${body.step}`,
    line: `“${body.process}”已挂起，恢复之前时限不计，“${body.step}”暂不办理。`,
  }),
  resumed: (body) => ({
    title: `已恢复：${body.step}`,
    line: `“${body.process}”恢复办理，${what(body)}继续等您办理${within(body)}。`,
  }),
  pauseReminder: (body) => ({
    title: `仍在挂起：${body.step}`,
    line: `“${body.process}”（${body.step}）仍在挂起，请恢复办理或者终止；不作处理的，继续挂起。`,
  }),
  changed: (body) => ({
    title: `有变更：${body.step}`,
    line: `${what(body)}${whose(body)}按变更单作了变更${within(body)}。`,
  }),
  inspected: (body) => ({
    title: `检查提醒：${body.step}`,
    line: `${what(body)}对您的单位提出了问题，请查看记录并改进。`,
  }),
  titlesLeft: (body) => ({
    title: `单位撤销：${body.step}待决定`,
    line: `“${body.process}”：${body.about ?? '有单位'}已定撤销，${body.step}仍登记在原单位名下，请研究决定保持、暂停还是撤销。`,
  }),
  candidaciesLeft: (body) => ({
    title: `单位撤销：${body.step}待研究`,
    line: `“${body.process}”：${body.about ?? '有单位'}已定撤销，${body.step}仍列在原单位名下，请研究是否继续命名。`,
  }),
  extension: (body) => ({
    title: `申请延期：${body.step}`,
    line: `${who(body, '承办单位')}就${what(body)}申请延期，请您审批${within(body)}。`,
  }),
};

/** Title and line of a notice. A kind of a newer version (rows outlive a rolled-back deployment) still gets a sentence. */
export function wordsOf(kind: string, body: NoticeBody): Words {
  const words = isNoticeKind(kind) ? WORDING[kind](body) : UNKNOWN(body);
  return body.actingFor === undefined ? words : { ...words, line: `（代${body.actingFor}）${words.line}` };
}

const UNKNOWN: Wording = (body) => {
  return { title: `工作提醒：${body.step}`, line: `${what(body)}有新的情况${within(body)}。` };
};

/** The body as it may leave the product: without people. */
export function outwardBody({ process, step, deadline, rung }: NoticeBody): NoticeBody {
  return { process, step, deadline, ...(rung === undefined ? {} : { rung }) };
}

/** Subject of a message that carries these notices; one notice speaks for itself. */
export function subjectOf(notices: readonly { title: string; urgent: boolean }[]): string {
  const [first] = notices;
  if (first !== undefined && notices.length === 1) return first.title;
  const urgent = notices.filter((notice) => notice.urgent).length;
  return `您有 ${notices.length} 条工作提醒${urgent > 0 ? `，其中 ${urgent} 条已逾期或督办` : ''}`;
}
