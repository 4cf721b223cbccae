import { Injectable } from '@nestjs/common';
import { act } from '../../../database/steps/act.js';
import type { CheckedFiling } from '../../../domain/needs/filing.js';
import type { Principal } from '../../http/principal.js';
import { signerOf } from '../../http/signer.js';
import type { Tx } from '../../workspace/workspace.js';
import type { FilingPort } from './filing.port.js';

/** Files through the step engine, as any other way of handing in a list does. */
@Injectable()
export class StepEngineFiling implements FilingPort {
  file(
    { manager, now }: Tx,
    principal: Principal,
    assignmentId: string,
    form: CheckedFiling,
  ): Promise<object> {
    return act(
      manager,
      signerOf(principal),
      assignmentId,
      { action: 'decide', decision: 'filed', form },
      now,
    );
  }
}
