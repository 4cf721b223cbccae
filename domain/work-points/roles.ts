/** What the words beside a unit's name make it. `responsible` is decided by what else is there: a lead, unless another unit is one. */
export type Role = 'lead' | 'responsible' | 'cooperating';
/** What else stands under a label in the same places: people and times. */
export type LabelKind = Role | 'person' | 'time';

const NOUN = '(?:责任)?(?:单位|部门|科室|股室|机构|主体|方)(?:及(?:责任人|负责人|联系人))?';

/** Labels before a colon, the longer first where one begins another. */
const LABELS: readonly (readonly [LabelKind, string])[] = [
  [
    'person',
    '(?:责任|牵头|分管|包抓|包保|联系|县级|市级|省级|主管|挂钩|挂包|牵头县|牵头市)领导|第一责任人|直接责任人|具体责任人|责任人|负责人|牵头人|经办人|联系人|联络人|联系电话',
  ],
  [
    'time',
    '(?:完成|办结|工作|整改|落实|推进|实施|进度)?(?:时限|时间|期限)(?:要求|节点|安排|进度)?|时间节点|时限要求',
  ],
  [
    'lead',
    `(?:牵头|主责|主办|主要责任|第一责任|承办|组织)(?:\\([^()]{1,4}\\)|及)?${NOUN}|牵头|主办|主责|承办`,
  ],
  [
    'cooperating',
    `(?:配合|协办|协助|参与|参加|协同|协作|支持|联动|共同)${NOUN}|配合|协办|协助|参与|参加|协同`,
  ],
  [
    'responsible',
    `(?:责任|落实|负责|实施|完成|执行)(?:\\([^()]{1,4}\\)|及)?${NOUN}|责任(?:单位|部门)?|落实单位|责任主体|实施主体`,
  ],
];
const ANY_LABEL = LABELS.map(([, words]) => words).join('|');

/** A label with its colon or in a bracket: “牵头单位：”, “责任（牵头）单位:”, “【完成时限】”. Global; on folded text. */
export const LABEL = new RegExp(
  `(?:${ANY_LABEL})\\s?:|[【〔\\[](?:${ANY_LABEL})[】〕\\]]\\s?:?|(?:牵头|主办|责任|配合|协办)(?:单位|部门)[为是](?=\\S)`,
  'gu',
);

/** A cheap look before the pattern is tried. */
export const mayHoldLabel = (folded: string): boolean =>
  /[:【〔[]/u.test(folded) || /(?:单位|部门)[为是]/u.test(folded);

const WHOLE_LABELS = LABELS.map(([kind, words]) => [kind, new RegExp(`^(?:${words})$`, 'u')] as const);

export function labelKind(label: string): LabelKind | null {
  const words = label.replace(/[\s:【】〔〕[\]]|[为是]$/gu, '');
  for (const [kind, pattern] of WHOLE_LABELS)
    if (pattern.test(words)) return kind === 'responsible' && words.includes('牵头') ? 'lead' : kind;
  return null;
}

const ADVERB =
  '分别|共同|联合|各自|具体|按照?(?:各自的?|部门|工作)?职责(?:分工|任务|范围)?|按照?分工|[根依](?:据|照)?(?:各自的?|部门)?职责(?:分工)?|' +
  '结合职责|密切|积极|全力|主动|做好|予以|给予|一并|抓好|认真|统一|全面|具体';
const LEADING = '牵头|主办|主抓|主责|抓总|承办|统筹';
const PLAIN = '负责|落实|实施|承担|办理|执行|推进|组织|协调';
const COOPERATING = '配合|协助|协办|参加|参与|协同|协作|支持|联动';
const TAIL = '(?:此项|该项|相关|有关|具体|各项|日常)?工作';

const SUFFIX = new RegExp(
  `(?:(?:${ADVERB}|${LEADING}|${PLAIN}|${COOPERATING})+(?:${TAIL})?|作?为(?:牵头|主办|责任|主责|配合|协办|参与|参加|协助)(?:单位|部门))$`,
  'u',
);
const LONGEST_SUFFIX = 40;

export interface RoleSuffix {
  role: Role;
  length: number;
  /** “分别牵头”. */
  separately: boolean;
}

/** What a clause ends with: “…分别牵头”, “…具体配合落实”, “…按职责分工负责”, “…为牵头单位”. */
export function roleSuffix(clause: string): RoleSuffix | null {
  const from = Math.max(0, clause.length - LONGEST_SUFFIX);
  const run = SUFFIX.exec(clause.slice(from))?.[0];
  if (run === undefined) return null;
  const role = roleOf(run);
  return role && { role, length: run.length, separately: run.includes('分别') };
}

const RUNS: readonly (readonly [Role, RegExp])[] = [
  ['lead', new RegExp(LEADING, 'u')],
  ['cooperating', new RegExp(COOPERATING, 'u')],
  ['responsible', new RegExp(`${PLAIN}|职责|分工|责任`, 'u')],
];

function roleOf(run: string): Role | null {
  return RUNS.find(([, words]) => words.test(run))?.[0] ?? null;
}

const HIDDEN_END = /^.{2,}?(?:牵头(?:负责|落实|组织实施)?|负责落实|负责|配合)(?=.{3})/u;

/** Where one clause ends though the comma is missing: “县双拥办牵头县教体局配合”. The length of the first clause, or null. */
export function hiddenClauseEnd(clause: string): number | null {
  const match = HIDDEN_END.exec(clause.slice(0, 200));
  if (match === null || match[0].length >= clause.length) return null;
  // “县委统战部（牵头）、县工商联” is no clause.
  if (match[0].split('(').length !== match[0].split(')').length) return null;
  const rest = clause.slice(match[0].length);
  return roleSuffix(rest)?.length === rest.length || /^(?:单位|部门|领导|人)/.test(rest)
    ? null
    : match[0].length;
}

/** Words without which nothing in a bracket is an assignment: a cheap look before the grammar is tried. */
export const ROLE_WORDS = new RegExp(`${LEADING}|${PLAIN}|${COOPERATING}|责任|单位|部门|职责`, 'u');
