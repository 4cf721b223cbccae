import type { Block } from './blocks.js';

/** A document inside the text that was handed in: a covering notice, the points themselves, or what has no title. */
export interface Part {
  kind: 'notice' | 'points' | 'plain';
  title: string;
  blocks: Block[];
}

const YEAR = '(?:\\d{4}|[〇○零一二三四五六七八九]{4})';
const DATE_LINE = new RegExp(
  `^\\(?${YEAR}年\\d{0,2}[一二三四五六七八九十]{0,3}月(?:\\d{1,2}|[一二三四五六七八九十]{1,3})日\\)?(?:印发)?$`,
  'u',
);
const NUMBER_LINE = /^[\p{Script=Han}]{1,20}[〔[(【]\d{4}[〕\])】]第?\d{1,4}号/u;
const NOTICE_TITLE = /(?:关于|印发|转发).{2,80}(?:通知|通报|函|意见)$/u;
const POINTS_TITLE =
  /(?:工作要点|工作计划|(?:实施|工作|行动|活动|落实|分工)方案|行动计划|(?:任务|责任|工作)(?:分解|分工)|(?:任务|工作|责任|措施|项目)清单|工作安排|工作台账|重点(?:工作|任务)(?:分解|安排|清单)?|要点)(?:一览)?表?(?:方案|清单)?(?:\(.{1,20}\))?$/u;
const IMPRINT =
  /^(?:抄送|抄报|主送|报送|分送|主题词|联系人|联系电话|联系方式|电话|邮箱|\(此件|\(联系|\(信息公开)/u;
const ISSUER = /(?:办公室|领导小组|委员会|人民政府|政府|局|厅|部|军区|军分区|办|院)$/u;
const ATTACHMENT = /^附\s?件?\s?\d{0,2}\s?(?:$|[:：]|《|(?=\d{4}年))/u;

export function partsOf(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [{ kind: 'plain', title: '', blocks: [] }];
  let listing = false;
  let closed = false;
  const begin = (kind: Part['kind'], title: string) => {
    parts.push({ kind, title, blocks: [] });
    closed = false;
  };
  blocks.forEach((block, i) => {
    const part = parts.at(-1) as Part;
    const line = plain(block);
    if (listing && block.mark && isPointsTitle(plain(block, block.body.folded))) return;
    listing = block.cells === null && ATTACHMENT.test(line);
    const title = line.replace(ATTACHMENT, '').replace(/^(?:\d{1,2}[.、])?《?|》$/gu, '');
    if (block.mark || block.cells) {
      if (closed) begin('plain', '');
      (parts.at(-1) as Part).blocks.push(block);
    } else if (NOTICE_TITLE.test(line) && line.length <= 120 && !/[。;:]/u.test(line)) begin('notice', line);
    else if (isPointsTitle(title)) begin('points', title);
    else if (/文件$/u.test(line) && line.length <= 40) begin('plain', '');
    else if (isFurniture(line, blocks[i - 1], blocks[i + 1], part))
      closed ||= DATE_LINE.test(line) && part.blocks.some(({ mark }) => mark);
    else if (!closed && !listing) part.blocks.push(block);
  });
  return parts.filter(({ blocks: own }) => own.length > 0);
}

function plain(block: Block, folded = block.passage.folded): string {
  return folded.length > 200 ? folded : folded.replace(/\s+/gu, '');
}

function isPointsTitle(line: string): boolean {
  return (
    line.length >= 4 &&
    line.length <= 60 &&
    POINTS_TITLE.test(line) &&
    !/[。;!?]|现将|印发给|如下|^(?:根据|按照|为)/u.test(line) &&
    // A heading such as 重点工作 is none of a document.
    (line.length >= 8 || line === '工作要点' || /(?:表|清单|方案)$/u.test(line))
  );
}

/** Numbers, dates, signatures, addressees and what is printed under a document: no part of a point. */
function isFurniture(line: string, before: Block | undefined, after: Block | undefined, part: Part): boolean {
  if (line.length > 120) return false;
  if (NUMBER_LINE.test(line) || DATE_LINE.test(line) || IMPRINT.test(line)) return true;
  if (/:$/u.test(line) && !part.blocks.some(({ mark }) => mark) && /单位|部门|政府|办|局|各|委/u.test(line))
    return true;
  if (!ISSUER.test(line) || line.length > 40 || /[。,;:()]/u.test(line)) return false;
  return [before, after].some((near) => near && isClosing(plain(near)));
}

function isClosing(line: string): boolean {
  return (
    DATE_LINE.test(line) ||
    (ISSUER.test(line) && line.length <= 40 && !/[。,;:]/u.test(line)) ||
    IMPRINT.test(line)
  );
}
