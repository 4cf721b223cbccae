import { Refusal } from '../errors/refusal.js';
import { findClassifiedMark } from './classified.js';

/**
 * Refuses a form or opinion that carries a secrecy mark anywhere in its texts (DOMAIN section 8): nothing of it may be stored.
 * @param called what people call a single text
 * @throws Refusal CLASSIFIED_CONTENT with the path of the text
 */
export function refuseClassified(value: unknown, path: string, called = calledIn(path)): void {
  if (typeof value === 'string') {
    const mark = findClassifiedMark(value);
    if (mark) throw new Refusal('CLASSIFIED_CONTENT', { mark, field: called }, path);
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => refuseClassified(entry, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value))
      refuseClassified(entry, path === '' ? name : `${path}.${name}`);
  }
}

/** What a person calls the texts of forms; a path would tell him nothing. */
const CALLED: Record<string, string> = {
  title: '事项名称',
  detail: '具体内容',
  measures: '办理措施',
  result: '办理结果',
  withoutReplies: '先行办结的理由',
  reply: '答复',
  instruction: '决定或要求',
  text: '正文',
  summary: '说明',
  answer: '答复',
  opinion: '意见',
  reason: '理由',
  place: '会议地点',
  substitute: '代会人',
  achievements: '取得成绩',
  problems: '存在问题',
  nextSteps: '下步打算',
};

function calledIn(path: string): string {
  return CALLED[path.split('.').at(-1) ?? ''] ?? '填写的内容';
}
