import { numeral } from '../circulars/compose.js';
import type { Block, DocumentContent } from '../documents/document.js';
import { dateInWords, dayColumn } from '../documents/words.js';
import { DIMENSIONS, type Dimension } from '../evaluation/dimensions.js';
import type { CivilDate } from '../time/zone.js';
import { spokenDays } from './compose.js';

export interface Addressed {
  issuer: string;
  recipients: string[];
  copies: string[];
  date: CivilDate;
}

export interface NoticeSource {
  title: string;
  basis: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  materialDueDate: CivilDate;
  requirements: string;
  dimensions: readonly Dimension[];
  teams: readonly { name: string; leader: string; members: readonly string[]; visits: readonly string[] }[];
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });

/** 督查通知: when, what about, who comes to whom, and by when the material is owed (固原督查通报2023 一: 制定下发了督查方案). */
export function inspectionNotice(source: NoticeSource, to: Addressed): DocumentContent {
  const headings = ['督查时间', '督查内容', '督查分组', '材料报送', '有关要求'].map((text, index): Block => ({
    type: 'heading',
    level: 1,
    text: `${numeral(index + 1)}、${text}`,
  })) as [Block, Block, Block, Block, Block];
  const groups = source.teams.map(({ name, leader, members, visits }) =>
    paragraph(
      `${name}：${leader}带队` +
        (members.length > 0 ? `，成员${members.join('、')}` : '') +
        (visits.length > 0 ? `；实地督查${visits.join('、')}。` : '。'),
    ),
  );
  return {
    kind: 'notice',
    ...to,
    title: `关于开展${source.title}的通知`,
    blocks: [
      paragraph(
        `按照${source.basis.trim().replace(/[。；，]$/u, '')}，决定开展${source.title}。现将有关事项通知如下。`,
      ),
      headings[0],
      paragraph(`${spokenDays(source.fromDate, source.toDate)}。`),
      headings[1],
      paragraph(
        `${source.dimensions.map((key) => DIMENSIONS[key]).join('、')}等方面的工作，以及有无一票否决情形。`,
      ),
      headings[2],
      ...groups,
      paragraph('其他单位查验所报材料。'),
      headings[3],
      paragraph(
        `请于${dateInWords(source.materialDueDate)}前报送材料和佐证；确实缺少的，写明缺什么、为什么。`,
      ),
      headings[4],
      ...source.requirements
        .split(/\r?\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map(paragraph),
    ],
    annexes: [],
  };
}

export interface ProblemLine {
  who: string;
  dimension: Dimension;
  text: string;
  measuresAsked: string;
  limitDate: CivilDate;
}

/** The circular: the signed text with its figures in place, and the list of what has to be put right. */
export function inspectionCircular(
  { title, text, problems }: { title: string; text: string; problems: readonly ProblemLine[] },
  to: Addressed,
): DocumentContent {
  const limit = dayColumn(
    '时限',
    problems.map(({ limitDate }) => limitDate),
  );
  return {
    kind: 'circular',
    ...to,
    title,
    blocks: text
      .split(/\r?\n/u)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(blockOf),
    annexes:
      problems.length === 0
        ? []
        : [
            {
              title: '问题整改清单',
              blocks: [
                {
                  type: 'table',
                  columns: ['序号', '方面', '对象', '问题', '整改要求', limit.head],
                  rows: problems.map((one, index) => [
                    String(index + 1),
                    DIMENSIONS[one.dimension],
                    one.who,
                    one.text,
                    one.measuresAsked,
                    limit.cells[index] as string,
                  ]),
                },
              ],
            },
          ],
  };
}

/** A line that is only a number and some words is a heading of its level. */
function blockOf(line: string): Block {
  const short = line.length <= 30 && !/[。；：，]/u.test(line);
  if (short && /^[一二三四五六七八九十]+、/u.test(line)) return { type: 'heading', level: 1, text: line };
  if (short && /^（[一二三四五六七八九十]+）/u.test(line)) return { type: 'heading', level: 2, text: line };
  return paragraph(line);
}
