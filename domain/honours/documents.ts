import { numeral, paragraphs } from '../circulars/compose.js';
import type { Block, DocumentContent } from '../documents/document.js';
import { dateInWords } from '../documents/words.js';
import type { CivilDate } from '../time/zone.js';
import type { Award } from './naming.js';

/** A candidate as a document names it. */
export interface NamedCandidate {
  awardId: string;
  name: string;
  unit: string;
  post: string | null;
  deeds: string;
}

interface Round {
  issuer: string;
  /** What the round is called: 2027年双拥模范单位和先进个人命名表彰. */
  title: string;
  basis: string;
  awards: readonly Award[];
  candidates: readonly NamedCandidate[];
  date: CivilDate;
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (text: string): Block => ({ type: 'heading', level: 1, text });

/** 公示: who is to be named, until when and to whom it may be objected. */
export function publicNotice(
  round: Round,
  notice: { from: CivilDate; until: CivilDate; days: number; places: readonly string[]; contact: string },
): DocumentContent {
  const lists = listsOf(round);
  return {
    kind: 'publicNotice',
    issuer: round.issuer,
    title: `${round.title}拟命名对象公示`,
    recipients: [],
    copies: [],
    date: round.date,
    blocks: [
      paragraph(`根据${round.basis}，经推荐、审查和提请，拟对下列对象命名，现予公示。`),
      ...lists,
      heading(`${numeral(awardsWith(round).length + 1)}、公示时间和意见反映`),
      paragraph(
        `公示时间：${dateInWords(notice.from)}至${dateInWords(notice.until)}，共 ${notice.days} 个工作日，最后一天全天有效。`,
      ),
      paragraph(
        '对公示对象有异议的，请在公示期内以来电、来信、来访等方式反映，反映的情况应当具体、真实。对反映人的情况予以保密。',
      ),
      ...paragraphs(`联系方式：${notice.contact}`),
      paragraph(`公示范围：${notice.places.join('、')}。`),
    ],
    annexes: [{ title: '主要事迹', blocks: deedsOf(round) }],
  };
}

/** 命名决定: who is named, what for, and how long it holds. */
export function namingDecision(
  round: Round,
  to: { recipients: string[]; copies: string[]; noticeNumber: string; validUntil: CivilDate | null },
): DocumentContent {
  const { validUntil } = to;
  return {
    kind: 'decision',
    issuer: round.issuer,
    title: `关于${round.title}的决定`,
    recipients: to.recipients,
    copies: to.copies,
    date: round.date,
    blocks: [
      paragraph(
        `根据${round.basis}，经推荐、审查、公示（${to.noticeNumber}）和领导小组审定，决定授予下列对象称号。`,
      ),
      ...listsOf(round),
      heading(`${numeral(awardsWith(round).length + 1)}、管理`),
      paragraph(
        `称号${validUntil === null ? '长期有效' : `有效期至${dateInWords(validUntil)}`}，实行动态管理：发生一票否决事项的，按规定程序暂停或者撤销。`,
      ),
    ],
    annexes: [],
  };
}

const awardsWith = ({ awards, candidates }: Round): Award[] =>
  awards.filter(({ id }) => candidates.some(({ awardId }) => awardId === id));

function listsOf(round: Round): Block[] {
  return awardsWith(round).flatMap((award, index): Block[] => {
    const own = round.candidates.filter(({ awardId }) => awardId === award.id);
    return [heading(`${numeral(index + 1)}、${award.title}（${own.length} 个）`), tableOf(award, own)];
  });
}

function tableOf({ honourKind }: Award, candidates: readonly NamedCandidate[]): Block {
  const person = honourKind === 'modelPerson';
  return {
    type: 'table',
    columns: person
      ? ['序号', '姓名', '单位', '职务']
      : honourKind === 'modelCity'
        ? ['序号', '地区']
        : ['序号', '单位'],
    rows: candidates.map(({ name, unit, post }, index) => [
      String(index + 1),
      ...(person ? [name, unit, post ?? ''] : [name]),
    ]),
  };
}

function deedsOf({ candidates }: Round): Block[] {
  return candidates.flatMap(({ name, deeds }): Block[] => [
    { type: 'heading', level: 2, text: name },
    ...paragraphs(deeds),
  ]);
}
