import type { CivilDate } from '../../time/zone.js';
import type { DocumentContent } from '../document.js';
import { dateInWords, dayColumn } from '../words.js';

export interface LedgerMechanism {
  label: string;
  started: number;
  ended: number;
  running: number;
  lateTasks: number;
  owedTasks: number;
}

export interface LedgerEntry {
  title: string;
  date: CivilDate;
  stateLabel: string;
  note: string;
}

export interface AnnualLedger {
  issuer: string;
  region: string;
  recipients: string[];
  upperOffice: string | null;
  year: number;
  date: CivilDate;
  mechanisms: readonly LedgerMechanism[];
  entries: readonly LedgerEntry[];
  needs: { items: number; carriedIn: number; closed: number; open: number };
  summary: string;
}

/** 年终台账: the year over all its mechanisms, with what was planned and what became of it (五项制度机制 三（一）3, 三（五）2). */
export function annualLedger(input: AnnualLedger): DocumentContent {
  const { issuer, region, year, date, mechanisms, entries, needs, summary } = input;
  const days = dayColumn(
    '日期',
    entries.map((entry) => entry.date),
  );
  const sum = (of: (one: LedgerMechanism) => number) => mechanisms.reduce((total, one) => total + of(one), 0);
  return {
    kind: 'circular',
    issuer,
    title: `${issuer}关于${year}年双拥工作落实情况的通报`,
    recipients: input.recipients,
    blocks: [
      {
        type: 'paragraph',
        text: `现将${region}${year}年双拥工作落实情况通报如下（数据截至${dateInWords(date)}）。`,
      },
      { type: 'heading', level: 1, text: '一、总体情况' },
      {
        type: 'paragraph',
        text:
          `全年启动各项工作${sum(({ started }) => started)}件，已办结${sum(({ ended }) => ended)}件，` +
          `正在办理${sum(({ running }) => running)}件；逾期办理的任务${sum(({ lateTasks }) => lateTasks)}项，` +
          `逾期仍未办理的${sum(({ owedTasks }) => owedTasks)}项。`,
      },
      { type: 'heading', level: 1, text: '二、“双清单”事项' },
      {
        type: 'paragraph',
        text: `列入台账${needs.items}项，其中上年结转${needs.carriedIn}项；已办结${needs.closed}项，未办结${needs.open}项。`,
      },
      { type: 'heading', level: 1, text: '三、年终小结' },
      { type: 'paragraph', text: summary },
    ],
    annexes: [
      {
        title: `${region}${year}年双拥工作年终台账`,
        blocks: [
          { type: 'heading', level: 2, text: '（一）各项制度机制' },
          {
            type: 'table',
            columns: ['工作', '启动', '办结', '正在办理', '逾期办理', '逾期未办'],
            rows: mechanisms.map((one) => [
              one.label,
              ...[one.started, one.ended, one.running, one.lateTasks, one.owedTasks].map(String),
            ]),
          },
          { type: 'heading', level: 2, text: '（二）年度安排' },
          {
            type: 'table',
            columns: ['序号', '安排', days.head, '情况', '说明'],
            rows: entries.map((one, i) => [
              ...[`${i + 1}`, one.title, days.cells[i] as string],
              ...[one.stateLabel, one.note],
            ]),
          },
        ],
      },
    ],
    date,
    copies: input.upperOffice === null ? [] : [input.upperOffice],
  };
}
