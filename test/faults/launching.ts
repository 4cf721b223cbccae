import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlanEntry } from '../../domain/annual-cycle/plan-entry.js';
import type { RehearsedRegion } from '../../src/rehearsal/region.js';
import type { CountyWork, Person } from './county-work.js';
import { addDays } from '../../domain/time/zone.js';
import { CAMPAIGN_BEGAN_DAYS_AGO, campaignAtOnce, dueDay } from './plans.js';

interface Found {
  id?: string;
  code: string;
  where: string;
  severity: 'error' | 'warning';
}

/** The office's orders, each asked for under one key until it is answered, whatever is killed meanwhile. */
export class Office {
  constructor(
    private readonly work: CountyWork,
    private readonly region: RehearsedRegion,
    private readonly staff: Person,
    private readonly director: Person,
  ) {}

  /** @throws Error unless it is launched: the run would prove nothing. */
  async launch(path: string, body: object, by: Person = this.staff): Promise<string> {
    const { status, body: answer } = await this.post(path, body, by);
    if (status !== 201) throw new Error(`${path} not launched: ${status} ${JSON.stringify(answer)}`);
    return (answer as { id: string }).id;
  }

  /** Each warning of 方案体检 gets its click. */
  async launchYear(entries: PlanEntry[]): Promise<string> {
    const order = { regionCode: this.region.code, year: this.region.year, entries };
    const { findings } = await this.asked<{ findings: Found[] }>('POST', 'annual-cycles/check', order);
    return this.launch('annual-cycles', { ...order, acknowledged: clicks(findings) });
  }

  async launchCampaign(): Promise<string> {
    const regionCode = this.region.code;
    const from = addDays(dueDay(this.region), -CAMPAIGN_BEGAN_DAYS_AGO);
    const draft = await this.asked<{ form: Parameters<typeof campaignAtOnce>[0] }>(
      'GET',
      `campaigns/draft?regionCode=${regionCode}&from=${from}`,
    );
    const form = campaignAtOnce(draft.form);
    const { findings } = await this.asked<{ findings: Found[] }>('POST', 'campaigns/check', {
      regionCode,
      form,
    });
    return this.launch(
      'campaigns',
      { regionCode, form: { ...form, acknowledged: clicks(findings) } },
      this.director,
    );
  }

  /** The campaign's last stage ends a day earlier. */
  async orderChange(processId: string): Promise<string> {
    const { stages } = await this.asked<{ stages: { key: string; toDate: string }[] }>(
      'GET',
      `campaigns/${processId}`,
    );
    const last = stages.find(({ key }) => key === 'final')?.toDate ?? '';
    const toDate = `${last.slice(0, 8)}${String(Number(last.slice(8)) - 1).padStart(2, '0')}`;
    const form = {
      processId,
      title: '总结宣传阶段提前一天结束',
      reason: '与上级安排一致。',
      changes: [{ type: 'planned', key: 'stage:final', toDate }],
    };
    const { code: regionCode, year } = this.region;
    return this.launch('processes', { kind: 'changeOrder', regionCode, year, form });
  }

  /** Asks to take back a confirmed veto event. */
  correct(eventId: string): Promise<string> {
    return this.launch(`veto-events/${eventId}/corrections`, { reason: '有新的证据，原来的认定可能有误。' });
  }

  /** With everything that it has started. */
  async pauseFor(id: string, ms: number): Promise<void> {
    const paused = await this.post(
      `processes/${id}/pause`,
      { reason: '全市演练，暂停办理。' },
      this.director,
    );
    if (paused.status !== 200) throw new Error(`not paused: ${JSON.stringify(paused.body)}`);
    await delay(ms);
    const resumed = await this.post(`processes/${id}/resumption`, { reason: '演练结束。' }, this.director);
    if (resumed.status !== 200) throw new Error(`not resumed: ${JSON.stringify(resumed.body)}`);
  }

  private post(path: string, body: object, by: Person): Promise<{ status: number; body: unknown }> {
    return this.work.insist('POST', `/api/v1/${path}`, by.token, body, randomUUID());
  }

  private async asked<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const key = method === 'POST' ? randomUUID() : undefined;
    const answer = await this.work.insist(method, `/api/v1/${path}`, this.staff.token, body, key);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }
}

function clicks(findings: Found[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the plan is refused: ${JSON.stringify(errors)}`);
  return findings.map(({ id, code, where }) => id ?? `${code}@${where}`);
}
