import type { CurrentStepView } from '../../../contracts/http/current-steps.js';
import type {
  ConcernedTitleView,
  SignalView,
  VetoCorrectionView,
  VetoEventLineView,
} from '../../../contracts/http/vetoes.js';
import type { HonourRow } from '../../../database/honours/honour.store.js';
import type { VetoCorrectionRow } from '../../../database/vetoes/veto-correction.store.js';
import type { IssuedDecision, TitleDecisionRow } from '../../../database/vetoes/veto-decision.store.js';
import type { VetoEventLine } from '../../../database/vetoes/veto-list.repository.js';
import { VETO_ITEMS } from '../../../domain/evaluation/veto-items.js';
import { HONOUR_STATES } from '../../../domain/honours/kinds.js';
import { mostUrgent } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';
import { SIGNAL_SOURCES, type Signal } from '../../../domain/vetoes/signals.js';
import { VETO_SHORT, VETO_STATES } from '../../../domain/vetoes/states.js';
import { TITLE_DECISIONS } from '../../../domain/vetoes/titles.js';

export function eventLineView(line: VetoEventLine, now: CurrentStepView[]): VetoEventLineView {
  const { id, title, regionCode, item, happenedOn, state, reconsiderOn, frozen, revoked } = line;
  const { kind, regionCode: code, name, unit } = line.subject;
  return {
    ...{ id, title, regionCode, item, happenedOn, state, reconsiderOn, frozen, revoked, now },
    subject: { kind, regionCode: code, name, unit },
    itemLabel: VETO_ITEMS[item],
    itemShort: VETO_SHORT[item],
    stateLabel: VETO_STATES[state],
    openedAt: formatInstant(line.openedAt),
    confirmedAt: formatInstantOrNull(line.confirmedAt),
    light: mostUrgent(now.map(({ light }) => light)),
  };
}

/**
 * Titles an event concerns, each with what was decided about it: those that are held while nothing is decided, then those that were
 * spoken of. Who only is its subject sees what is decided, not what is proposed.
 */
export function titleViews(
  held: readonly HonourRow[],
  decisions: readonly TitleDecisionRow[],
  numbers: readonly IssuedDecision[],
  whole: boolean,
): ConcernedTitleView[] {
  const seen = decisions.filter(({ decidedAt }) => whole || decidedAt !== null);
  const titles = new Map(
    [...seen.map(({ honourId, ...title }) => ({ ...title, id: honourId })), ...held].map((title) => [
      title.id,
      title,
    ]),
  );
  return [...titles.values()].map(({ id, title, holderName, state }) => ({
    ...{ honourId: id, title, holderName, state, stateLabel: HONOUR_STATES[state] },
    decisions: seen
      .filter(({ honourId }) => honourId === id)
      .map(({ decision, reason, reconsiderOn, decidedAt, decidedIn }) => ({
        ...{ decision, reason, reconsiderOn, decisionLabel: TITLE_DECISIONS[decision] },
        decidedAt: formatInstantOrNull(decidedAt),
        number:
          numbers.find(
            (one) => one.processId === decidedIn && one.issuedAt.getTime() === decidedAt?.getTime(),
          )?.number ?? null,
      })),
  }));
}

const CORRECTION_STATES: Record<VetoCorrectionRow['state'], string> = {
  open: '复查中',
  withdrawn: '已撤销认定',
  refused: '维持认定',
  terminated: '已终止',
};

export function correctionView(row: VetoCorrectionRow, whole: boolean): VetoCorrectionView {
  const { id, reason, findings, state, askedAt, settledAt } = row;
  return {
    ...{ id, reason, state, stateLabel: CORRECTION_STATES[state] },
    findings: whole || state === 'withdrawn' ? findings : null,
    askedAt: formatInstant(askedAt),
    settledAt: formatInstantOrNull(settledAt),
  };
}

export function signalView({ rule, item, words, fact }: Signal): SignalView {
  const { source, processId, title, unit, since, limit } = fact;
  return {
    ...{ rule, item, words, source, processId, title, unit, since, limit },
    sourceLabel: SIGNAL_SOURCES[source],
  };
}
