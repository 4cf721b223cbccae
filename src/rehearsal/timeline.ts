import type { RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import { parseCivilDate, weekday } from '../../domain/time/zone.js';
import { namesOf, wordOf } from './event-words.js';

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
/** More processes of one kind that do the same on one day are told together. */
const FEW_PROCESSES = 3;

/**
 * What happened, as somebody would want to read it: a heading for each month, day and process; what many did alike on one day in one line.
 */
export function timeline(events: readonly RehearsalEvent[]): string[] {
  const lines: string[] = [];
  let month = '';
  for (const [day, ofDay] of grouped(events, ({ at }) => at.slice(0, 10))) {
    if (day.slice(0, 7) !== month) {
      month = day.slice(0, 7);
      lines.push('', `══ ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月 ══`);
    }
    lines.push(
      '',
      `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${WEEKDAYS[weekday(parseCivilDate(day))]}`,
    );
    for (const [heading, texts] of grouped(foldedLines(ofDay), ({ heading }) => heading)) {
      lines.push(`  ${heading}`, ...texts.map(({ text }) => `    ${text}`));
    }
  }
  return lines.slice(1);
}

interface Line {
  heading: string;
  text: string;
}

/** Events of a day that say the same of different units, or of different processes of a kind, become one line. */
function foldedLines(events: readonly RehearsalEvent[]): Line[] {
  const alike = ({
    processLabel,
    kind,
    step,
    decision,
    checkpoint,
    outcome,
    detail,
  }: RehearsalEvent): string =>
    JSON.stringify([
      processLabel,
      kind,
      step,
      decision,
      checkpoint,
      outcome,
      kind === 'decided' ? '' : detail,
    ]);
  return [...grouped(events, alike)].flatMap(([, group]): Line[] => {
    const processes = [...grouped(group, ({ process }) => process)];
    const { processLabel } = group[0] as RehearsalEvent;
    if (processes.length > FEW_PROCESSES)
      return [{ heading: `${processLabel} ${processes.length} 件`, text: lineOf(group) }];
    return processes.map(([process, own]) => ({ heading: process, text: lineOf(own) }));
  });
}

function lineOf(events: readonly RehearsalEvent[]): string {
  const [first] = events as [RehearsalEvent, ...RehearsalEvent[]];
  const { kind, step, decision, outcomeLabel, detail, deadline, by } = first;
  const doers = unique(events.flatMap((event) => (event.by === undefined ? [] : [event.by])));
  const units = unique(events.flatMap((event) => event.units ?? []));
  const told = unique(events.flatMap((event) => event.told ?? []));
  const deadlines = unique(events.flatMap((event) => event.deadline?.slice(0, 10) ?? []));
  const opens = kind === 'stepOpened' || kind === 'deadlineMoved';
  const parts = [
    step ? `【${step}】` : '',
    by ? (doers.length <= 2 ? doers.join('、') : `${doers.length} 人`) : namesOf(units),
    decision && `→ ${decision}`,
    outcomeLabel && kind !== 'decided' && `（${outcomeLabel}）`,
    opens && deadline !== undefined && deadlines.length === 1 && `时限 ${deadlines[0]}`,
    told.length > 0 && `告知 ${told.length <= 2 ? told.join('；') : `${told.length} 个岗位`}`,
    events.length === 1 && detail,
  ];
  const times = unique(events.map(({ at }) => at.slice(11, 16)));
  const time = times.length === 1 ? `${times[0]}      ` : `${times[0]}–${times.at(-1)}`;
  const text = parts.filter(Boolean).join(' ');
  return `${time}  ${wordOf(first)}${text ? `  ${text}` : ''}`;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** In the order in which each key first occurs. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
