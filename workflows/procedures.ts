import type { ProcessKind } from '../domain/blueprints/index.js';
import { circularProcedure } from './circular.workflow.js';
import { dualListProcedure } from './dual-list.workflow.js';
import type { Procedure } from './kit/process.js';
import { needItemProcedure } from './need-item.workflow.js';

/** Every process's procedure, for what runs them all alike: rehearsals and tests. Total: one that is left out does not compile. */
export const PROCEDURES: Record<ProcessKind, Procedure<string, never>> = {
  dualList: dualListProcedure as Procedure<string, never>,
  needItem: needItemProcedure as Procedure<string, never>,
  circular: circularProcedure as Procedure<string, never>,
};
