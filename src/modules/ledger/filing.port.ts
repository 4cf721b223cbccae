import type { CheckedFiling } from '../../../domain/needs/filing.js';
import type { Principal } from '../../http/principal.js';
import type { Tx } from '../../workspace/workspace.js';

/** How a list is handed in for a “清单报送” assignment: the step engine's act with decision `filed`, in the caller's transaction. */
export interface FilingPort {
  /** @throws Refusal what the step engine refuses: NOT_YOURS, ALREADY_DECIDED, PROCESS_ENDED … */
  file(tx: Tx, principal: Principal, assignmentId: string, filing: CheckedFiling): Promise<object>;
}

export const FILING_PORT = Symbol('filing port');
