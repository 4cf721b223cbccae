import { numeral } from '../circulars/compose.js';
import { DIMENSIONS, type Dimension } from '../evaluation/dimensions.js';
import type { CivilDate } from '../time/zone.js';
import { whoOf, type Finding, type LevelWords, type MatrixTarget } from './matrix.js';
import { isListed, LEVELS, LEVEL_KEYS, levelOf, type Level } from './words.js';

/** What a circular on an inspection is made of; nothing in it is counted by hand. */
export interface CircularSource {
  basis: string;
  fromDate: CivilDate;
  toDate: CivilDate;
  teams: readonly { name: string; leader: string }[];
  dimensions: readonly Dimension[];
  /** Numbered as the matrix is: 1 for the first. */
  findings: readonly Finding[];
  targets: readonly MatrixTarget[];
  /** Levels of which somebody was gone to; of the others only papers were read. */
  visited: readonly Level[];
  words: LevelWords;
}

/**
 * The draft of the circular from its matrix (固原督查通报2023): basis and figures, then level by level the highlights and the problems by
 * dimension, then what is asked next. Whatever the system counts or names stands in `{{…}}`; the words around it are the drafter's.
 */
export function composeCircularText(source: CircularSource): string {
  const levels = LEVEL_KEYS.filter((level) => source.targets.some(({ kind }) => levelOf(kind) === level));
  return [
    '一、基本情况',
    basics(source, levels),
    '{{veto}}',
    '二、督查情况',
    ...levels.flatMap((level, index) => [
      `（${numeral(index + 1)}）${LEVELS[level].replace('县（区）', source.words.regions)}`,
      ...levelLines(source, level),
    ]),
    '三、下一步工作要求',
    ...REQUIREMENTS,
  ].join('\n');
}

const REQUIREMENTS = [
  '（一）压实责任。要把双拥工作列入重要议事日程，主要负责同志亲自过问，分管负责同志具体抓，联络员落到人头。',
  '（二）限时整改。对附件所列问题逐项定出整改方案，明确责任人和完成时间，整改情况连同佐证按期报送，由双拥办复核销号；整改不到位的退回重办。',
  '（三）推广经验。对通报的经验做法要互相借鉴，没有点到名的问题也要对照自查，一并改正。',
];

function basics(
  { basis, fromDate, toDate, teams, visited: goneTo, words }: CircularSource,
  levels: readonly Level[],
): string {
  const counted = {
    regions: `{{regions}}个${words.regions}`,
    units: '{{units}}个成员单位',
  };
  const visited = {
    regions: `${words.regions}{{visitedRegions}}个`,
    units: '成员单位{{visitedUnits}}个',
  };
  const led = teams.map(({ name, leader }) => `${name}由${leader}带队`).join('，');
  return (
    `按照${basis.trim().replace(/[。；，]$/u, '')}，${spokenDays(fromDate, toDate)}，督查分${teams.length}组进行，${led}，` +
    `对${levels.map((level) => counted[level]).join('和')}的双拥工作进行了督查，` +
    (goneTo.length > 0
      ? `其中实地督查${goneTo.map((level) => visited[level]).join('、')}，其余查验资料。`
      : '查验了各自报送的资料。') +
    '现将情况通报如下。'
  );
}

/** 9月11日至13日; with years where they differ. */
export function spokenDays(from: CivilDate, to: CivilDate): string {
  const [[fromYear, fromMonth, fromDay], [toYear, toMonth, toDay]] = [from, to].map((day) =>
    day.split('-').map(Number),
  ) as [number[], number[]];
  if (from === to) return `${fromMonth}月${fromDay}日`;
  if (fromYear !== toYear)
    return `${fromYear}年${fromMonth}月${fromDay}日至${toYear}年${toMonth}月${toDay}日`;
  return `${fromMonth}月${fromDay}日至${fromMonth === toMonth ? '' : `${toMonth}月`}${toDay}日`;
}

function levelLines(source: CircularSource, level: Level): string[] {
  const numbered = source.findings.map((finding, index) => ({ ...finding, seq: index + 1 }));
  const own = numbered.filter((finding) => finding.level === level);
  const said = (finding: (typeof own)[number]) => subject(finding, source) + bare(finding.text);
  const highlights = own.filter(({ kind }) => kind === 'highlight').map(said);
  const problems = source.dimensions.flatMap((dimension) => {
    const found = own.filter((one) => one.kind === 'problem' && one.dimension === dimension).map(said);
    if (found.length === 0) return [];
    const listed = found.length === 1 ? found : found.map((text, index) => `${numeral(index + 1)}是${text}`);
    return [`${DIMENSIONS[dimension]}方面。${listed.join('；')}。`];
  });
  return [
    ...(highlights.length > 0 ? [`好的做法：${highlights.join('；')}。`] : []),
    ...(problems.length > 0 ? ['存在的问题和不足：', ...problems] : ['没有发现需要通报的问题。']),
  ];
}

/** Names are the matrix's, not the drafter's: what is said of whom is what is put right by whom. */
const subject = (finding: Finding & { seq: number }, { targets, words }: CircularSource): string =>
  isListed(finding.scope) ? whoOf(finding, targets, words) : `{{who.${finding.seq}}}`;

const bare = (text: string): string => text.trim().replace(/[。；]+$/u, '');
