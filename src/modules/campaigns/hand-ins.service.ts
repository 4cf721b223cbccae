import { Injectable } from '@nestjs/common';
import type { HandInsPage, HandInsQuery, HandInText } from '../../../contracts/http/campaigns.js';
import { handInsOf, type HandInRow } from '../../../database/campaigns/hand-ins.repository.js';
import type { ContentArea } from '../../../domain/campaign/forms.js';
import type { StageKey } from '../../../domain/campaign/stages.js';
import { formatInstantOrNull } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion, unitsSeen } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { visibleCampaign } from './visible-campaign.js';

/** Plans and summaries of units. A unit sees its own; office, leaders and auditors see all. */
@Injectable()
export class HandInsService {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_FOUND, INVALID_CURSOR */
  async list(principal: Principal, id: string, { stage, limit, cursor }: HandInsQuery): Promise<HandInsPage> {
    const { manager } = this.database;
    const { regionCode } = await visibleCampaign(manager, principal, id);
    const values = decodeCursor(cursor, [cursorChecks.text, cursorChecks.uuid]);
    const after = values ? { name: values[0] as string, id: values[1] as string } : null;
    const scope = scopeOf(principal);
    const units = seesRegion(scope, regionCode) ? undefined : unitsSeen(scope, 'campaign');
    const rows = await handInsOf(manager, { campaignId: id, stage, units }, { limit: limit + 1, after });
    const { items, nextCursor } = pageOf(rows, limit, ({ name, unitId }) => [name, unitId]);
    return { items: items.map((row) => handInView(row, stage)), nextCursor };
  }
}

/** In the words of the forms: what is told of a hand-in, and how it is called. */
const TEXTS: Partial<Record<StageKey, readonly (readonly [string, string])[]>> = {
  mobilise: [['plan', '动员情况和实施计划']],
  interim: [
    ['summary', '前期做了什么'],
    ['gaps', '差距和不足'],
    ['next', '下一步安排'],
  ],
  final: [['summary', '总结']],
};

function handInView(row: HandInRow, stage: StageKey): HandInsPage['items'][number] {
  const { unitId, name, shortName, assignmentId, filedAt, late, form } = row;
  return {
    unit: { id: unitId, name, shortName },
    assignmentId,
    filedAt: formatInstantOrNull(filedAt),
    late,
    texts: form === null ? [] : textsOf(form, stage),
  };
}

function textsOf(form: Record<string, unknown>, stage: StageKey): HandInText[] {
  if (stage === 'visit') {
    const count = (form['findings'] as unknown[] | undefined)?.length ?? 0;
    return [{ label: '走访结果', text: count === 0 ? '没有发现问题' : `发现 ${count} 个问题，见问题台账` }];
  }
  const told = (TEXTS[stage] ?? []).map(([field, label]) => ({ label, text: String(form[field] ?? '') }));
  const examples = (form['examples'] as ContentArea[] | undefined) ?? [];
  return [...told, ...examples.map(({ title, text }) => ({ label: `典型：${title}`, text }))];
}
