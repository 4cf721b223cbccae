import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Decision } from './other-work.js';

export interface Entry {
  assignmentId: string;
  processId: string;
  kind: string;
  step: string;
  unit: string;
}

export interface Accepted {
  assignmentId: string;
  personId: string;
  decision: string;
  key: string;
}

export interface Person {
  personId: string;
  login: string;
  token: string;
}

type Decided = Omit<Decision, 'acknowledge'>;

/** Answers that mean: somebody else was first, or the deadline was. Everything else but a success is a finding. */
const LOST_RACES = new Set(['ALREADY_DECIDED', 'STEP_NOT_OPEN', 'PROCESS_ENDED', 'NOT_FOUND', 'SELF_OVER']);
/** He looks again later: a meeting not begun, a clock that stands still, a supporting unit that has not replied. */
const TOO_EARLY = new Set(['MEETING_NOT_BEGUN', 'PROCESS_PAUSED', 'POINT_REPLIES_OPEN']);
/** Something came between his looking and his signing: he looks again, a few times. */
const MOVED_ON = new Set([
  ...['CANDIDATE_VETOED', 'CANDIDATES_UNEXAMINED', 'VETO_TITLES', 'VETO_SIGNALS_UNANSWERED'],
  'REVIEW_INCOMPLETE',
]);
const LOOKS = 3;
/** What he decides then: he stands aside where his own unit is concerned, sends back what was overtaken, has nobody any more. */
const INSTEAD: Readonly<Record<string, string>> = {
  RECUSAL_REQUIRED: 'recused',
  VETO_TITLES_MOVED: 'returned',
  RECOMMENDATION_OVER: 'none',
};
const codeOf = (answer: unknown): string => (answer as { code?: string }).code ?? '';
const actsOn = ({ assignmentId }: Entry): string => `/api/v1/assignments/${assignmentId}/acts`;
const PATIENCE_MS = 120_000;
/** People at the counter: they look into their inbox and sign what is there, again and again, whatever happens behind it. */
export class CountyWork {
  readonly accepted: Accepted[] = [];
  readonly unexpected: string[] = [];
  retries = 0;
  lostRaces = 0;
  private readonly done = new Set<string>();
  private readonly looks = new Map<string, number>();
  private stopping = false;

  constructor(
    private readonly url: () => string,
    private readonly people: Person[],
    private readonly roll: () => number,
    private readonly leadUnitId: string,
    private readonly itemsAUnit: number,
    /** Work left lying, so that its deadline passes. */
    private readonly leaves: (entry: Entry) => boolean,
    /** What is decided in the other mechanisms. */
    private readonly others: (assignmentId: string) => Promise<Decision | null>,
  ) {}

  /** `clients` at once, until `stop()`. */
  async run(clients: number): Promise<void> {
    let turn = 0;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (!this.stopping) {
          const person = this.people[turn++ % this.people.length] as Person;
          const entries = await this.inboxOf(person);
          for (const entry of entries) {
            if (this.stopping) return;
            if (this.leaves(entry) || this.done.has(entry.assignmentId)) continue;
            await this.sign(person, entry);
          }
          // Looking into empty boxes all the time would take the machine from what fills them.
          await delay((20 + this.roll() * 60) * (entries.length === 0 ? 5 : 1));
        }
      }),
    );
  }

  stop(): void {
    this.stopping = true;
  }

  private async inboxOf({ token }: Person): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const box of ['toAcknowledge', 'toDo']) {
      const answer = await this.insist('GET', `/api/v1/inbox?box=${box}&limit=20`, token);
      if (answer.status === 200) entries.push(...(answer.body as { items: Entry[] }).items);
      else this.unexpected.push(`inbox: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return entries;
  }

  private async sign(person: Person, entry: Entry): Promise<void> {
    const own = ['dualList', 'needItem'].includes(entry.kind);
    const decided = own
      ? { ...this.bodyOf(entry), acknowledge: false }
      : await this.others(entry.assignmentId);
    if (!decided) return;
    const { acknowledge, ...body } = decided;
    // Claims and 销号 have several candidates: whoever comes first. The others' attempts are refused, which is right.
    this.done.add(entry.assignmentId);
    if (acknowledge)
      await this.insist('POST', actsOn(entry), person.token, { action: 'acknowledge' }, randomUUID());
    await this.decide(person, entry, body);
  }

  private async decide(person: Person, entry: Entry, body: Decided): Promise<void> {
    const { assignmentId, step } = entry;
    const { token, personId } = person;
    const { decision } = body;
    const key = randomUUID();
    const { status, body: answer } = await this.insist('POST', actsOn(entry), token, body, key);
    const code = codeOf(answer);
    const instead = INSTEAD[code];
    const looks = this.looks.get(assignmentId) ?? 0;
    if (status === 200) this.accepted.push({ assignmentId, personId, decision, key });
    else if (LOST_RACES.has(code)) this.lostRaces += 1;
    else if (TOO_EARLY.has(code)) this.done.delete(assignmentId);
    else if (MOVED_ON.has(code) && looks < LOOKS) {
      this.looks.set(assignmentId, looks + 1);
      this.done.delete(assignmentId);
    } else if (instead !== undefined && decision !== instead)
      await this.decide(person, entry, { action: 'decide', decision: instead, opinion: '情况有变。' });
    else this.unexpected.push(`${step}: ${status} ${JSON.stringify(answer)}`);
  }

  /** Asks with the same Idempotency-Key until it is answered: a broken connection or a 5xx says nothing about what happened. */
  async insist(
    method: 'GET' | 'POST',
    path: string,
    token: string,
    body?: object,
    key?: string,
  ): Promise<{ status: number; body: unknown }> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    };
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        const answer = await request(`${this.url()}${path}`, {
          method,
          headers,
          ...(body ? { body: JSON.stringify(body) } : {}),
          headersTimeout: 15_000,
          bodyTimeout: 15_000,
        });
        const text = await answer.body.text();
        if (answer.statusCode < 500)
          return { status: answer.statusCode, body: text ? JSON.parse(text) : null };
        if (Date.now() > until) return { status: answer.statusCode, body: text };
      } catch (error) {
        if (Date.now() > until) return { status: 0, body: String(error) };
      }
      this.retries += 1;
      await delay(100 + this.roll() * 200);
    }
  }

  private bodyOf({ step, unit }: Entry): Decided {
    const decide = (decision: string, form?: object): Decided => ({
      action: 'decide',
      decision,
      opinion: '同意，请按期办结。',
      ...(form ? { form } : {}),
    });
    const year = new Date().getFullYear() + 1;
    const plan = { leadUnitId: this.leadUnitId, measures: '列入年度养护计划。', limitDate: `${year}-06-30` };
    switch (step) {
      case 'collect':
        return decide('filed', {
          items: Array.from({ length: this.itemsAUnit }, (_, n) => ({
            kind: 'other',
            title: `${unit}周边道路改造第${n + 1}段`,
            detail: '道路破损，雨季不能通行。',
          })),
        });
      case 'compile':
        return decide('compiled', {});
      case 'claim':
        return decide('claimed', plan);
      case 'propose':
        return decide('proposed', plan);
      case 'assign':
        return decide('assigned', {});
      case 'solve':
        return decide('solved', { result: '已通车，各方验收。' });
      case 'confirm':
        return this.roll() < 0.1 ? decide('returned') : decide('satisfied');
      case 'close':
        return decide('closed');
      case 'circular':
        return decide('issued', { summary: '全年事项办理情况良好。' });
      default:
        return decide('unknown');
    }
  }
}
