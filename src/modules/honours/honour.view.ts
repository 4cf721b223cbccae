import type { HonourChangeView, HonourView } from '../../../contracts/http/honours.js';
import type { HonourChange, HonourLine } from '../../../database/honours/honour-list.repository.js';
import {
  endedInWords,
  HONOUR_KINDS,
  TITLE_STATES,
  titleStateOf,
  type HonourState,
} from '../../../domain/honours/kinds.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { formatInstant, type CivilDate } from '../../../domain/time/zone.js';

export function honourView(line: HonourLine, on: CivilDate): HonourView {
  const state = titleStateOf(line, on);
  return {
    ...line,
    region: regionLabel(line.region),
    unitEnded: line.unitEnded && { ...line.unitEnded, label: endedInWords(line.unitEnded) },
    kindLabel: HONOUR_KINDS[line.kind],
    state,
    stateLabel: TITLE_STATES[state],
  };
}

const MOVES: Record<HonourState, string> = { held: '恢复', frozen: '暂停', revoked: '撤销' };

/** @param seen whether the deciding process lies in the reader's scope */
export function changeView(change: HonourChange, seen: boolean): HonourChangeView {
  const { at, from, to, reason, decisionProcessId, decision } = change;
  return {
    at: formatInstant(at),
    ...{ from, to, reason, decisionProcessId },
    label: from === null ? '命名' : from === to ? '保持' : MOVES[to],
    decision: seen ? decision : null,
  };
}
