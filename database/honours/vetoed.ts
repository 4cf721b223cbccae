import { VETO_ITEMS } from '../../domain/evaluation/veto-items.js';
import { civilDateOf } from '../../domain/time/zone.js';
import type { EffectContext } from '../processes/effects.js';
import { confirmedVetoesOf } from '../vetoes/veto.repository.js';
import type { CandidateRow } from './candidate.store.js';
import { namingOf } from './naming.store.js';

/** By candidate: the item of a veto confirmed against its region or unit since the period began (固原 2023 督查通报 一). */
export async function vetoedAmong(
  { manager, now, process }: Pick<EffectContext, 'manager' | 'now'> & { process: { id: string } },
  candidates: readonly CandidateRow[],
): Promise<Map<string, string>> {
  const { periodFromDate } = await namingOf(manager, process.id);
  const subjects = candidates.map(({ subject }) => subject);
  const vetoes = await confirmedVetoesOf(manager, subjects, periodFromDate, civilDateOf(now));
  const found = new Map<string, string>();
  for (const { id, subject } of candidates) {
    const veto = vetoes.find(({ subject: other }) =>
      subject.kind === 'region'
        ? other.kind === 'region' && other.regionCode === subject.regionCode
        : other.kind === 'unit' && other.unitId === subject.unitId,
    );
    if (veto) found.set(id, VETO_ITEMS[veto.item]);
  }
  return found;
}
