import type { RectificationView } from '../../../contracts/http/rectifications.js';
import type { RectificationLine } from '../../../database/rectifications/rectification-list.repository.js';
import { DIMENSIONS } from '../../../domain/evaluation/dimensions.js';
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
