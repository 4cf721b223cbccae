import type { Schemas } from '../api/schemas.js';

type Chain = Schemas['ItemChain'];
type Part = Schemas['ChainPart'];
type Entry = Schemas['HistoryEntry'];
type Meeting = Schemas['MeetingView'];

/** What a reader calls the parts of an item's way, in the order they usually come. */
export const CHAPTERS = {
  raised: '提出',
  received: '接收上报',
  claim: '认领',
  solve: '办理',
  consult: '专题协商',
  report: '上报',
  answer: '答复下级',
  confirm: '确认',
  close: '销号',
  carry: '结转',
  circular: '通报',
} as const;
export type ChapterKey = keyof typeof CHAPTERS;

const OF_STEP: Record<string, ChapterKey> = {
  receive: 'received',
  claim: 'claim',
  propose: 'claim',
  assign: 'claim',
  solve: 'solve',
  cooperate: 'solve',
  extension: 'solve',
  government: 'solve',
  reportUp: 'report',
  relay: 'report',
  answer: 'answer',
  confirm: 'confirm',
  close: 'close',
};
const OF_KIND: Record<string, ChapterKey> = {
  reportedUp: 'report',
  answeredBelow: 'answer',
  directed: 'solve',
  /** Back from the meeting: 办理 begins anew. */
  consulted: 'solve',
  carriedOver: 'carry',
};
/** Beginnings and ends of steps: what the system notes beside what people did. */
const ASIDE = new Set(['launched', 'stepOpened', 'stepClosed', 'stepSkipped', 'ended']);

export interface Line {
  at: string;
  sentence: string;
  kind: string;
  aside: boolean;
  /** The decided matter it belongs to, if any. */
  about?: string;
}

/** Several lines that say the same of different units. */
export interface LineGroup {
  label: string;
  lines: Line[];
}

export interface Chapter {
  id: string;
  key: ChapterKey;
  at: string;
  lines: Line[];
  meeting?: Meeting;
  documents: Schemas['DocumentView'][];
  attachments: Schemas['AttachmentView'][];
}

/**
 * An item's way in chapters, in the order of time: a part that comes back (办理 after 协商) is a chapter again; a consultation is one,
 * with all its matters.
 */
export function chaptersOf(chain: Chain): Chapter[] {
  const own = chain.parts.find(({ role }) => role === 'item');
  const chapters = [
    raised(chain.item),
    ...(own ? runsOf(own) : []),
    ...chain.meetings.map((meeting) => consultation(meeting, chain.parts)),
  ].sort(byTime);
  for (const document of chain.documents) placeDocument(chapters, document, chain);
  for (const attachment of chain.attachments) {
    const of = attachment.processId === chain.item.processId ? OF_STEP[attachment.step] : undefined;
    chapterAt(chapters, attachment.uploadedAt, of, meetingOf(chain, attachment.processId))?.attachments.push(
      attachment,
    );
  }
  return chapters.sort(byTime);
}

const byTime = (one: Chapter, other: Chapter): number =>
  new Date(one.at).getTime() - new Date(other.at).getTime();

const chapter = (key: ChapterKey, at: string, lines: Line[]): Chapter => ({
  id: `${key}-${at}`,
  key,
  at,
  lines,
  documents: [],
  attachments: [],
});

/** Before it is compiled an item has no process: the ledger itself knows how it came. */
function raised(item: Chain['item']): Chapter {
  const units = item.raisedBy.map(({ name }) => name).join('、');
  const line = (at: string, sentence: string): Line => ({ at, sentence, kind: 'raised', aside: false });
  const lines = item.origins
    .filter(({ originalTitle }) => originalTitle !== item.title)
    .map(({ unit, originalTitle }) => line(item.filedAt, `${unit.name}提出时的名称：“${originalTitle}”。`));
  const first = item.reportedFrom
    ? `由${item.reportedFrom.regionName}上报：“${item.reportedFrom.title}”。`
    : `${units || item.regionName}提出${item.filedLate ? '（过了报送期限）' : ''}。`;
  const compiled = item.history.find(({ state }) => state === 'compiled');
  const proposed = item.proposedLead ? `，建议由${item.proposedLead.name}牵头` : '';
  return chapter('raised', item.filedAt, [
    line(item.filedAt, first),
    ...lines,
    ...(compiled ? [line(compiled.at, `双拥办汇总，编为第 ${item.number ?? '—'} 号${proposed}。`)] : []),
  ]);
}

function runsOf({ entries }: Part): Chapter[] {
  const chapters: Chapter[] = [];
  for (const entry of entries) {
    const last = chapters.at(-1);
    const key = OF_KIND[entry.kind] ?? (entry.step === null ? undefined : OF_STEP[entry.step]) ?? last?.key;
    // Its start says nothing that the ledger did not say before.
    if (key === undefined) continue;
    // The end of one step and the beginning of the next have the same instant: an end never opens a chapter.
    const goesOn = last?.key === key && entry.kind !== 'consulted';
    if (last && (goesOn || entry.kind === 'stepClosed' || entry.kind === 'attached'))
      last.lines.push(lineOf(entry));
    else chapters.push(chapter(key, entry.at, [lineOf(entry)]));
  }
  return chapters;
}

function lineOf({ at, sentence, kind }: Entry, about?: string): Line {
  return { at, sentence, kind, aside: ASIDE.has(kind), ...(about === undefined ? {} : { about }) };
}

function consultation(meeting: Meeting, parts: readonly Part[]): Chapter {
  const matters = new Map(meeting.matters.map(({ id, title }) => [id, title]));
  const lines = parts
    .filter(({ process }) => process.id === meeting.id || matters.has(process.id))
    .flatMap(({ process, entries }) => entries.map((entry) => lineOf(entry, matters.get(process.id))))
    .sort((one, other) => new Date(one.at).getTime() - new Date(other.at).getTime());
  const launched = parts.find(({ process }) => process.id === meeting.id)?.process.launchedAt ?? '';
  return { ...chapter('consult', launched, lines), id: meeting.id, meeting };
}

function placeDocument(chapters: Chapter[], document: Schemas['DocumentView'], chain: Chain): void {
  if (chain.parts.some(({ process }) => process.id === document.processId)) {
    chapterAt(chapters, document.issuedAt, undefined, meetingOf(chain, document.processId))?.documents.push(
      document,
    );
    return;
  }
  const told = chapter('circular', document.issuedAt, []);
  chapters.push({ ...told, id: document.id, documents: [document] });
}

/** The consultation a process belongs to, if it is not the item's own. */
function meetingOf(chain: Chain, processId: string): string | undefined {
  return chain.meetings.find(
    ({ id, matters }) => id === processId || matters.some((matter) => matter.id === processId),
  )?.id;
}

/** The chapter an instant falls into: of the meeting, or the last of this key (of any) that had begun. */
function chapterAt(
  chapters: readonly Chapter[],
  at: string,
  key: ChapterKey | undefined,
  meeting: string | undefined,
): Chapter | undefined {
  if (meeting !== undefined) return chapters.find(({ id }) => id === meeting);
  const begun = chapters.filter(
    (one) => one.meeting === undefined && one.key !== 'circular' && new Date(one.at) <= new Date(at),
  );
  return (key && begun.filter((one) => one.key === key).at(-1)) ?? begun.at(-1);
}

/** More lines of one kind in a row than this are one line to open. */
const FEW = 3;

/** Receipts of thirty units are one line that can be opened. */
export function groupedLines(lines: readonly Line[]): (Line | LineGroup)[] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && run[0]?.kind === line.kind && run[0].about === line.about) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run): (Line | LineGroup)[] =>
    run.length > FEW && run[0]
      ? [{ label: `${run[0].sentence.replace(/。$/, '')}等 ${run.length} 条`, lines: run }]
      : run,
  );
}

type Waiting = Schemas['WaitingView'];

/** 县双拥办工作人员 杨怀瑾：等了 2 天，已签收. */
export function waitingInWords({ unit, position, people, days, acknowledged }: Waiting): string {
  const who = `${unit}${position} ${people.join('、') || '（空缺）'}`;
  return `${who}：${days === 0 ? '今天收到' : `等了 ${days} 天`}${acknowledged ? '，已签收' : ''}`;
}

export interface Waited {
  id: string;
  /** 办理, or 议定事项“…”的落实事项. */
  label: string;
  step: Schemas['StepView'];
}

/** Steps that are open now, of the item and of what it waits for. */
export function waitedFor({ parts }: Pick<Chain, 'parts'>): Waited[] {
  return parts.flatMap(({ role, process }) =>
    process.steps
      .filter(({ state }) => state === 'open')
      .map((step) => ({
        id: step.id,
        label: role === 'item' ? step.label : `${process.kindLabel}“${process.title}”：${step.label}`,
        step,
      })),
  );
}
