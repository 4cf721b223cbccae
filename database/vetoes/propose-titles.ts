import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf, type CivilDate } from '../../domain/time/zone.js';
import { checkProposal, type TitleProposal } from '../../domain/vetoes/titles.js';
import { proposeDecisions } from './veto-decision.store.js';
import type { EffectContext } from '../processes/effects.js';

/** A title that has to be spoken of. */
export interface AskedTitle {
  id: string;
  title: string;
}

/**
 * Writes down what is proposed for every title that is asked about.
 * @throws Refusal VETO_TITLES, INVALID_FIELD, FORM_REQUIRED at the field that is wrong
 */
export async function proposeTitles(
  { manager, now, process }: EffectContext,
  titles: readonly TitleProposal[],
  reconsiderDate: CivilDate | undefined,
  asked: readonly AskedTitle[],
): Promise<void> {
  const held = asked.map(({ id }) => id);
  const found = checkProposal(titles, reconsiderDate, held, civilDateOf(now));
  if (found !== null) throw refusalOf(found, asked);
  await proposeDecisions(manager, process.id, titles, reconsiderDate ?? null);
}

function refusalOf(
  found: NonNullable<ReturnType<typeof checkProposal>>,
  asked: readonly AskedTitle[],
): Refusal {
  const day = 'form.reconsiderDate';
  switch (found.problem) {
    case 'missing': {
      const missing = asked.filter(({ id }) => found.honourIds.includes(id));
      return new Refusal(
        'VETO_TITLES',
        { titles: missing.map(({ title }) => title).join('、') },
        'form.titles',
      );
    }
    case 'foreign':
      return new Refusal(
        'INVALID_FIELD',
        { field: '称号', reason: '不是这里要处理的称号' },
        `form.titles[${found.index}].honourId`,
      );
    case 'twice':
      return new Refusal(
        'INVALID_FIELD',
        { field: '称号', reason: '同一称号写了两次' },
        `form.titles[${found.index}].honourId`,
      );
    case 'dateMissing':
      return new Refusal('FORM_REQUIRED', { field: '复核日期' }, day);
    case 'dateNeedless':
      return new Refusal('INVALID_FIELD', { field: '复核日期', reason: '没有暂停的称号，不定复核日期' }, day);
    case 'datePast':
      return new Refusal('INVALID_FIELD', { field: '复核日期', reason: '应当晚于今天' }, day);
  }
}
