import { fold } from './passage.js';

export interface Names {
  names: string[];
  notes: string[];
}

const ENDINGS =
  '局|厅|部|委|办|处|科|股|室|院|校|所|站|中心|团|会|社|馆|队|公司|集团|银行|政府|小组|单位|部门|军区|警备区|军分区|镇|乡|街道|村|社区|' +
  '县|区|市|州|旗|盟|台|联|科协|企业|机关|系统|部队|基地|大学|学院|专班|支部|兵团|海关|电网|国网|税务|支行|联社|园区|团委|法院|检察院|' +
  '工商联|侨联|残联|文联|妇联|总工会|政协|人大|纪委|监委|组|党组|省委|市委|县委|区委|州委|县直|市直|省直|驻军|军营|学校|医院|医疗机构|景区|窗口单位';
const UNIT_END = new RegExp(`(?:${ENDINGS})$`, 'u');
const ACTIVITY_END =
  /(?:招聘|座谈|报告|晚|茶话|运动|联谊|推进|交流|表彰|培训|分析|动员|恳谈|见面|演讲|发布|例|次|机|社|晚)会$|大会$|会议$|全部$|干部$|内部$|军部$|到处$|体会$|机会$/u;
const SOCIETY_END =
  /(?:红十字|慈善总|残疾人联合|妇女联合|工商联合|总工|协|联合|基金|学|商|工|理事|委员|常委)会$/u;
const NOT_IN_NAME = /[“”"'‘’《》。！？!?:；;%]|\d{4}年|\d+月|[为是]$|^(?:包括|以下简称|简称|每|不)/u;

/** 州（市）, 县(市、区). */
const LEVEL_GROUP = /^[省州市县区旗乡镇村]\([州市县区旗乡镇街道村社、,]{1,9}\)$/u;

/** Whether something looks like the name of a unit or of a group of units (各乡镇, 省直有关部门). */
export function isUnitLike(name: string): boolean {
  const folded = fold(name);
  if (folded.length < 2 || folded.length > 45 || NOT_IN_NAME.test(folded)) return false;
  if (LEVEL_GROUP.test(folded)) return true;
  const plain = folded.replace(/\([^()]*\)|\[[^\]]*\]/g, '');
  if (plain.length < 2) return false;
  if (/[、,\s]/.test(plain) && !LEVEL_LIST.test(plain)) return false;
  if (/会$/.test(plain) && ACTIVITY_END.test(plain) && !SOCIETY_END.test(plain)) return false;
  if (ACTIVITY_END.test(plain) && !/会$/.test(plain)) return false;
  if (/^各.*[要应须]/u.test(plain)) return false;
  return UNIT_END.test(plain) || /^各[^要应须把将做]{1,12}$/u.test(plain);
}

const PREFIX = /^(?:省|市|县|区|州|旗|盟|镇|乡|各|团|驻|军|国|中|武警|人武|全|有关|相关|街道|本)/u;
const SURE_END =
  /(?:局|厅|委|双拥办|办公室|人民政府|法院|检察院|人武部|武装部|宣传部|组织部|统战部|妇联|总工会|残联|成员单位|相关部门|有关部门|有关单位|相关单位|领导小组|办事处)$/u;

/** Enough of a name to stand in a bracket without any word of its role: （县双拥办）, not （街道） or （退役士兵安置处）. */
export function isSurelyUnit(name: string): boolean {
  const plain = fold(name).replace(/\([^()]*\)/g, '');
  return plain.length >= 3 && isUnitLike(name) && (PREFIX.test(plain) || SURE_END.test(plain));
}

/** “省、市、县三级双拥办”, “州、市退役军人局”, “各县、市、区”: levels belong to what follows. */
const LEVEL_LIST = /^各?[省州市县区旗盟乡镇村军地](?:[、,][省州市县区旗盟乡镇村军地])+(?:$|[^、,]*$)/u;
const BARE_LEVEL = /^各?[省州市县区旗盟乡镇村军地]$/u;

/** “等”, when it closes a list and is no part of a word (高等学校, 平等). */
const AND_OTHERS =
  /(?<![高中初平同上下对何优相劣一二三四五])等(?=$|军地|相关|有关|各|多|其他|几|数|\d|[一二三四五六七八九十]+[个家]|成员|部门|单位|乡镇|地方|方面|党政|县直|市直|省直)/u;
const CONNECTOR = /以及|和|及|与|暨/gu;

/** One name an entry, as written, without blanks. “等相关部门” goes away and leaves a note. */
export function splitNames(list: string): Names {
  const names: string[] = [];
  const notes: string[] = [];
  for (const token of joinLevels(tokensOf(list))) {
    const { name, others } = withoutOthers(token);
    if (others !== '') notes.push(`“${others}”没有列出具体单位，请核对是否还要增加单位`);
    for (const one of splitConnected(name)) {
      const glued = splitGlued(one);
      if (glued.length > 1) notes.push(`“${one}”中间没有顿号，按${glued.length}个单位读`);
      for (const part of glued) if (!names.includes(part)) names.push(part);
    }
  }
  return { names, notes };
}

interface Token {
  text: string;
  /** The sign before it. */
  joint: string;
}

/** Cut at 、 , ; and / outside of brackets. */
function tokensOf(list: string): Token[] {
  const folded = fold(list);
  const tokens: Token[] = [];
  let depth = 0;
  let from = 0;
  let joint = '';
  const push = (to: number) => {
    const text = trimmed(list.slice(from, to));
    if (text !== '') tokens.push({ text, joint });
  };
  for (let i = 0; i < folded.length; i += 1) {
    const sign = folded[i] as string;
    if ('([{〔【'.includes(sign)) depth += 1;
    else if (')]}〕】'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '、,;/|。·'.includes(sign)) {
      push(i);
      joint = list[i] as string;
      from = i + 1;
    }
  }
  push(list.length);
  return tokens;
}

function trimmed(name: string): string {
  return name
    .replace(
      /^(?:由|请|以(?=[省市县区州各])|以及|及|和|与|并|其中[:：]?|还有)(?=.{2})|[.。,，、;；:：]+$/gu,
      '',
    )
    .trim();
}

function joinLevels(tokens: readonly Token[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const { text, joint } of tokens) {
    const last = joined.at(-1);
    if (open && last !== undefined && !text.startsWith('各') && fits(last, text))
      joined[joined.length - 1] = `${last}${joint}${text}`;
    else joined.push(text);
    open = BARE_LEVEL.test(text);
  }
  return joined;
}

/** After 各县 only more levels belong to it (各县、市、区); after 州 whatever comes. */
function fits(before: string, text: string): boolean {
  return BARE_LEVEL.test(text) || !before.startsWith('各');
}

function withoutOthers(token: string): { name: string; others: string } {
  const match = AND_OTHERS.exec(token);
  if (match === null) return { name: token, others: '' };
  return { name: trimmed(token.slice(0, match.index)), others: token.slice(match.index) };
}

/** At 和、及、与 where both sides are units: not in 文化和旅游局, not in 省及州市双拥工作领导小组. */
function splitConnected(name: string): string[] {
  if (name === '') return [];
  for (const { index, 0: word } of fold(name).matchAll(CONNECTOR)) {
    const left = name.slice(0, index);
    const right = name.slice(index + word.length);
    if (left !== '' && right !== '' && balanced(left) && isWhole(left) && isUnitLike(right))
      return [left, ...splitConnected(right)];
  }
  return [name];
}

function isWhole(left: string): boolean {
  return isUnitLike(left) && (left.length > 2 || /[委协联会办局]$/u.test(left));
}

function balanced(text: string): boolean {
  const folded = fold(text);
  return folded.split('(').length === folded.split(')').length;
}

/** “县委宣传部县教体局”: a name's end right before the next one's level. */
const GLUE =
  /(?<=[^县市省州区]{2}(?<!总)[局厅部办委]|中心|政府|办公室|总工会|妇联|[省市县区州]委)(?=(?:(?:团|各)?[县市省州区镇](?![直级])|驻|武警).*(?:局|厅|部|办|委|会|中心|政府|院|联|校|队|单位|部门|办公室|部队)$)/u;

function splitGlued(name: string): string[] {
  const parts: string[] = [];
  let rest = name;
  for (;;) {
    const at = GLUE.exec(rest)?.index ?? 0;
    const head = rest.slice(0, at);
    if (
      at === 0 ||
      !balanced(head) ||
      !isUnitLike(head) ||
      /(?:市场|区域|县域|市政|区块)/u.test(rest.slice(at, at + 2))
    )
      return [...parts, rest];
    parts.push(head);
    rest = rest.slice(at);
  }
}
