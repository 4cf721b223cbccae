import type {
  RectificationDetailView,
  RectificationView,
  RectificationWordView,
} from '../../../contracts/http/rectifications.js';
import type {
  RectificationLine,
  SeenRectification,
} from '../../../database/rectifications/rectification-list.repository.js';
import type { DecidedEntry } from '../../../database/steps/decided.repository.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { DIMENSIONS } from '../../../domain/evaluation/dimensions.js';
import type { VerificationForm } from '../../../domain/rectifications/forms.js';
import { RECTIFICATION_STATES, VERIFICATION_METHODS } from '../../../domain/rectifications/states.js';
import { lightOf } from '../../../domain/time/light.js';
import { formatInstant, formatInstantOrNull } from '../../../domain/time/zone.js';

/** The light is about the limit: it stands still from when the subject said that it is mended. */
export function rectificationView(line: RectificationLine, now: Date): RectificationView {
  const { warnAt, paused, verifiedByMethod, responsiblePositionId: _, ...told } = line;
  const { limitAt, doneAt, closedAt, state, dimension } = told;
  return {
    ...told,
    dimensionLabel: DIMENSIONS[dimension],
    stateLabel: RECTIFICATION_STATES[state],
    verifiedBy: verifiedByMethod && VERIFICATION_METHODS[verifiedByMethod],
    ...lightOf({ deadline: limitAt, warnAt, now, closedAt: doneAt ?? closedAt, paused }),
    limitAt: formatInstant(limitAt),
    doneAt: formatInstantOrNull(doneAt),
    closedAt: formatInstantOrNull(closedAt),
  };
}

/** Of what was signed: the plan and the result stand in fields of their own, an extension shows in the limit. */
const SAID = ['plan.disputed', 'dispute.upheld', 'dispute.unfounded', 'verify.accepted', 'verify.returned'];

/** @param decided latest first */
export function rectificationDetailView(
  { endedReason, ...line }: SeenRectification,
  decided: readonly DecidedEntry[],
  now: Date,
): RectificationDetailView {
  const said = decided.filter(({ step, decision }) => SAID.includes(`${step}.${decision}`));
  return {
    ...rectificationView(line, now),
    ...{ endedReason, said: said.map(wordView).reverse() },
  };
}

function wordView(entry: DecidedEntry): RectificationWordView {
  const { step, decision, unit, position, by, actingFor, decidedAt, opinion, submitted } = entry;
  const { label, decisions } = stepBlueprintOf('rectification', step);
  const form = submitted as VerificationForm | null;
  return {
    ...{ step, stepLabel: label, decisionLabel: decisions[decision]?.label ?? decision },
    ...{ unit, position, by, actingFor, decidedAt: formatInstant(decidedAt) },
    text: form ? `${VERIFICATION_METHODS[form.method]}：${form.found}` : (opinion ?? ''),
  };
}
