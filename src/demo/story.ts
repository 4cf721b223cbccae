import type { ActView, InboxPage, InboxRow } from '../../contracts/http/assignments.js';
import type { HistoryEntry, HistoryPage } from '../../contracts/http/history.js';
import type { LedgerItem, LedgerPage, LedgerSummary } from '../../contracts/http/ledger.js';
import type { UnitPage, UnitView } from '../../contracts/http/organisation.js';
import type { ProcessDetailView } from '../../contracts/http/processes.js';
import type { RehearsalView } from '../../contracts/http/rehearsals.js';
import { instantAt, parseCivilDate } from '../../domain/time/zone.js';
import { type Client, Refused } from './client.js';
import type { Teller } from './teller.js';

export const COUNTY = '530925';
export const YEAR = 2027;

/** Who plays in it, by the logins of the demonstration county (database/seeds/demonstration). */
export const OFFICE = 'office';
export const DIRECTOR = 'director';
export const LEADER = 'leader1';

/** Where a story takes place: whose units it knows, which office looks on, and in which year. */
export interface Setting {
  regions: readonly string[];
  office: string;
  year: number;
}

const COUNTY_YEAR: Setting = { regions: [COUNTY], office: OFFICE, year: YEAR };

export interface Decision {
  decision: string;
  /** A word of the process's title, when the person owes the step in several. */
  about?: string;
  form?: object;
  opinion?: string;
}

/** The year as it goes on: whose turn it is, and what day it is in the rehearsal. */
export class Story {
  now = new Date(0);
  /** The year's process. */
  processId = '';
  private readonly units = new Map<string, UnitView>();

  constructor(
    readonly http: Client,
    readonly tell: Teller,
    /** Where the files go that a person would keep. */
    readonly out: string,
    private readonly setting: Setting = COUNTY_YEAR,
  ) {}

  async begin(): Promise<void> {
    const { regions, office } = this.setting;
    for (const region of regions) {
      const { items } = await this.http.get<UnitPage>(office, `/api/v1/units?region=${region}&limit=100`);
      for (const unit of items) this.units.set(unit.shortName, unit);
    }
    await this.settle();
  }

  /** On to that day; everything due on the way happens at its own hour. `day`: 03-02, with its year where a story has several. */
  async at(day: string, time = '09:00'): Promise<void> {
    const date = day.length === '2015-03-02'.length ? day : `${this.setting.year}-${day}`;
    const to = instantAt(parseCivilDate(date), time);
    await this.advance({ to: to.toISOString() });
  }

  /** Lets the processes do what follows from what people just did. */
  settle(): Promise<void> {
    return this.advance({});
  }

  say(text: string): void {
    this.tell.line(this.now, text);
  }

  unit(shortName: string): string {
    const unit = this.units.get(shortName);
    if (!unit) throw new Error(`没有这个单位：${shortName}`);
    return unit.id;
  }

  /** Units that file: departments, townships, military. */
  filingUnits(): UnitView[] {
    return [...this.units.values()].filter(({ kind }) => ['member', 'township', 'military'].includes(kind));
  }

  /** What the person owes at this step. */
  async task(login: string, step: string, about = ''): Promise<InboxRow & { assignmentId: string }> {
    const rows = (await this.inbox(login)).filter((row) => row.step === step && row.process.includes(about));
    const [row] = rows;
    if (rows.length !== 1 || !row?.assignmentId)
      throw new Error(`${login} 在“${step}”${about} 应有 1 项任务，实有 ${rows.length} 项`);
    return { ...row, assignmentId: row.assignmentId };
  }

  async inbox(login: string): Promise<InboxRow[]> {
    const boxes = ['toAcknowledge', 'toDo'].map((box) =>
      this.http.get<InboxPage>(login, `/api/v1/inbox?box=${box}&limit=100`),
    );
    return (await Promise.all(boxes)).flatMap(({ items }) => items);
  }

  act(login: string, assignmentId: string, body: object): Promise<ActView> {
    return this.http.post(login, `/api/v1/assignments/${assignmentId}/acts`, body);
  }

  /** Signs off what the person owes at this step. */
  async sign(login: string, step: string, { about, ...body }: Decision): Promise<ActView> {
    const { assignmentId } = await this.task(login, step, about);
    return this.act(login, assignmentId, { action: 'decide', ...body });
  }

  /** Signs it off, and lets the process go on. */
  async decide(login: string, step: string, decision: Decision): Promise<ActView> {
    const answer = await this.sign(login, step, decision);
    await this.settle();
    return answer;
  }

  /** For what must be refused: the refusal, to be shown. A “yes” is a failed expectation. */
  async refusal(what: string, attempt: Promise<unknown>, code: string): Promise<string> {
    try {
      await attempt;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.tell.expect(`${what}：应以 ${code} 拒绝，实为 ${error.code}`, error.code === code);
      return error.detail;
    }
    this.tell.expect(`${what}：应当被拒绝`, false);
    return '';
  }

  async ledger(query = ''): Promise<LedgerItem[]> {
    const path = `/api/v1/ledger?region=${COUNTY}&year=${YEAR}&limit=100${query}`;
    return (await this.http.get<LedgerPage>(OFFICE, path)).items;
  }

  /** The one item whose name holds this. */
  async item(about: string, query = ''): Promise<LedgerItem> {
    const found = (await this.ledger(query)).filter(({ title }) => title.includes(about));
    if (found.length !== 1) throw new Error(`台账里“${about}”应有 1 件，实有 ${found.length} 件`);
    return found[0]!;
  }

  process(id: string): Promise<ProcessDetailView> {
    return this.http.get(this.setting.office, `/api/v1/processes/${id}`);
  }

  summary(year = YEAR): Promise<LedgerSummary> {
    return this.http.get(OFFICE, `/api/v1/ledger/summary?region=${COUNTY}&year=${year}`);
  }

  /** A process's record, oldest first. */
  async history(processId: string, query = '', login = this.setting.office): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/api/v1/processes/${processId}/history?limit=100${query}`;
      const page: HistoryPage = await this.http.get(
        login,
        cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
      );
      entries.push(...page.items);
      cursor = page.nextCursor;
    }
    return entries.reverse();
  }

  private async advance(body: { to?: string }): Promise<void> {
    const view = await this.http.post<RehearsalView>(
      this.setting.office,
      '/api/v1/rehearsals/current/advance',
      body,
    );
    this.now = new Date(view.now);
    if (!view.resting) throw new Error('预演没有及时推进到位');
  }
}
