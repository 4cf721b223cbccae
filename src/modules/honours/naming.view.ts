import type {
  AwardView,
  CandidateKnownView,
  CandidateView,
  NamingLine,
  NoticeObjectionView,
} from '../../../contracts/http/honours.js';
import type { CandidateRow } from '../../../database/honours/candidate.store.js';
import type { KnownOfSubject } from '../../../database/honours/candidate-facts.js';
import type { NamingListRow } from '../../../database/honours/naming-list.repository.js';
import type { ObjectionRow } from '../../../database/honours/objection.store.js';
import type { UnitRow } from '../../../database/organisation/unit.repository.js';
import { blueprintOf } from '../../../domain/blueprints/index.js';
import { processOutcomeLabel } from '../../../domain/blueprints/outcome-label.js';
import { VETO_ITEMS } from '../../../domain/evaluation/veto-items.js';
import { HONOUR_KINDS, TITLE_STATES, titleStateOf } from '../../../domain/honours/kinds.js';
import {
  CANDIDATE_STATES,
  OBJECTION_ANSWERS,
  OBJECTION_SOURCES,
  type Award,
} from '../../../domain/honours/naming.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstant, type CivilDate } from '../../../domain/time/zone.js';

export function namingLine({ outcome, ...row }: NamingListRow): Omit<NamingLine, 'now'> {
  const blueprint = blueprintOf(row.kind);
  return {
    ...row,
    kindLabel: blueprint.label,
    region: regionLabel(row.region),
    outcomeLabel: outcome && processOutcomeLabel(blueprint, outcome),
    launchedAt: formatInstant(row.launchedAt),
  };
}

export const awardView = (award: Award): AwardView => ({
  ...award,
  kindLabel: HONOUR_KINDS[award.honourKind],
});

export function candidateView(
  candidate: CandidateRow,
  awards: readonly Award[],
  units: ReadonlyMap<string, UnitRow>,
  known: CandidateKnownView | null,
): CandidateView {
  const { subject, recommenderUnitId, changedAt: _, ...told } = candidate;
  const { id = subject.unitId, name = '', shortName = '' } = units.get(subject.unitId) ?? {};
  return {
    ...told,
    award: awards.find((award) => award.id === candidate.awardId)?.title ?? '',
    subjectKind: subject.kind,
    unit: { id, name, shortName },
    recommendedBy: units.get(recommenderUnitId)?.shortName ?? '',
    stateLabel: CANDIDATE_STATES[candidate.state],
    known,
  };
}

export function knownView(
  { vetoes, result, openRectifications, honours }: KnownOfSubject,
  on: CivilDate,
): CandidateKnownView {
  return {
    vetoes: vetoes.map(({ item, happenedOn }) => ({ item: VETO_ITEMS[item], happenedOn })),
    result,
    openRectifications,
    honours: honours.map((honour) => ({
      id: honour.id,
      title: honour.title,
      holder: honour.holderName,
      stateLabel: TITLE_STATES[titleStateOf(honour, on)],
      namedOn: honour.namedOn,
    })),
  };
}

export function objectionView(
  { answeredAt: _, foundAt: __, finding, recordedAt, ...told }: ObjectionRow,
  candidates: readonly CandidateRow[],
): NoticeObjectionView {
  return {
    ...told,
    candidate: candidates.find(({ id }) => id === told.candidateId)?.name ?? '',
    sourceLabel: OBJECTION_SOURCES[told.source],
    recordedAt: formatInstant(recordedAt),
    answerLabel: told.answer && OBJECTION_ANSWERS[told.answer],
    findingLabel: finding && OBJECTION_ANSWERS[finding],
  };
}
