import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  ActBody,
  type BulkActBody,
  type BulkRow,
  type BulkView,
  type DraftBody,
} from '../../../contracts/http/assignments.js';
import type { DoneView } from '../../../contracts/http/processes.js';
import { act, type Act, type ActAnswer } from '../../../database/steps/act.js';
import { saveDraft } from '../../../database/steps/draft.js';
import { circulate } from '../../../database/steps/circulation.js';
import { requestExtension } from '../../../database/steps/extension.js';
import { urge } from '../../../database/steps/urge.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal } from '../../http/principal.js';
import { checkedForm, civilDateIn } from '../../http/checked-form.js';
import { inside, WHOLE } from '../../http/place.js';
import { scopeOf } from '../../http/scope.js';
import { signerIn, signerOf } from '../../http/signer.js';
import { Database } from '../../workspace/database.service.js';
import type { Tx } from '../../workspace/workspace.js';

/** Acts on assignments: checks what came over the wire, then leaves everything to the step engine's one transaction. */
@Injectable()
export class ActsService {
  constructor(private readonly database: Database) {}

  act({ principal, key }: ChangeRequest, assignmentId: string, body: ActBody): Promise<object> {
    return this.database.change(key, (tx) => this.actIn(tx, principal, assignmentId, body));
  }

  /**
   * Each row stands for itself: one that is refused leaves the others done. All of it is one submission: the same key again
   * answers the same rows.
   */
  bulk({ principal, key }: ChangeRequest, { assignmentIds, ...body }: BulkActBody): Promise<BulkView> {
    return this.database.change(key, async (tx) => {
      const rows: BulkRow[] = [];
      for (const assignmentId of assignmentIds) rows.push(await this.row(tx, principal, assignmentId, body));
      const done = rows.filter(({ ok }) => ok).length;
      return { done, failed: rows.length - done, rows };
    });
  }

  async draft(principal: Principal, assignmentId: string, { draft }: DraftBody): Promise<DoneView> {
    const { kind } = await stepOf(this.database.manager, assignmentId);
    await saveDraft(this.database.manager, signerIn(principal, kind), assignmentId, draft);
    return { ok: true };
  }

  private async row(tx: Tx, principal: Principal, assignmentId: string, body: ActBody): Promise<BulkRow> {
    try {
      // A savepoint for each row: what is refused half-way leaves nothing behind.
      const answer = await tx.manager.transaction((manager) =>
        this.actIn({ ...tx, manager }, principal, assignmentId, body),
      );
      return { assignmentId, ok: true, answer: answer as ActAnswer };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { assignmentId, ok: false, code: error.code, detail: error.message };
    }
  }

  private async actIn(
    { manager, now }: Tx,
    principal: Principal,
    assignmentId: string,
    body: ActBody,
  ): Promise<object> {
    const step = await stepOf(manager, assignmentId);
    const signer = signerIn(principal, step.kind);
    // Whoever may not see the process hears that there is nothing, whatever else would be wrong with the request.
    await visibleProcess(manager, scopeOf(principal), step.processId);
    switch (body.action) {
      case 'urge':
        // No signature: whoever stands for a leader urges as himself or not at all.
        return urge(manager, signerOf(principal), assignmentId, now);
      case 'requestExtension': {
        const reason = required(body, 'opinion');
        refuseClassified(reason, 'opinion');
        return requestExtension(
          manager,
          signer,
          assignmentId,
          { until: civilDateIn(required(body, 'until'), 'until', '延至哪一天'), reason },
          now,
        );
      }
      case 'circulate':
        return circulate(manager, signer, assignmentId, required(body, 'positionIds'), now);
      default:
        return act(manager, signer, assignmentId, actOf(step, body), now);
    }
  }
}

/** The body as the engine takes it; what an action needs and was left out is named. */
function actOf(step: StepOfAssignment, body: ActBody): Act {
  const opinion = opinionOf(body);
  const reason = (): string => required(body, 'opinion');
  switch (body.action) {
    case 'decide': {
      const decision = required(body, 'decision');
      return { action: 'decide', decision, form: formOf(step, decision, body.form), ...opinion };
    }
    case 'return':
      return { action: 'return', to: required(body, 'to'), opinion: reason() };
    case 'transfer':
    case 'delegate':
      return { action: body.action, positionId: required(body, 'positionId'), ...opinion };
    case 'addSigner': {
      const mode = required(body, 'mode');
      return {
        action: 'addSigner',
        mode,
        positionIds: required(body, 'positionIds'),
        ...opinion,
      };
    }
    case 'returnFiling':
    case 'refile':
    case 'removeSigner':
      return { action: body.action, opinion: reason() };
    case 'acknowledge':
    case 'withdraw':
      return { action: body.action, ...opinion };
    case 'urge':
    case 'requestExtension':
    case 'circulate':
      throw new RangeError(`${body.action} is not the step engine's`);
  }
}

function opinionOf({ opinion }: ActBody): { opinion?: string } {
  return opinion === undefined ? {} : { opinion };
}

function required<F extends keyof ActBody & string>(body: ActBody, field: F): NonNullable<ActBody[F]> {
  const value = body[field];
  if (value !== undefined && value !== null) return value;
  throw new Refusal('FORM_REQUIRED', { field: inside(WHOLE, ActBody.prototype, field).called }, field);
}

interface StepOfAssignment {
  /** Somebody who was asked to sign or help (加签, 委派): what he agrees to is another's form. */
  guest: 'signer' | 'helper' | null;
  processId: string;
  kind: string;
  key: string;
}

/** @throws Refusal NOT_FOUND */
async function stepOf(manager: EntityManager, assignmentId: string): Promise<StepOfAssignment> {
  const [step]: StepOfAssignment[] = await manager.query(
    `select p.id as "processId", p.kind, s.key, case when a.asked_by is not null then a.role end as guest from assignment a join step s on s.id = a.step_id join process p on p.id = s.process_id
     where a.id = $1`,
    [assignmentId],
  );
  if (!step) throw new Refusal('NOT_FOUND');
  return step;
}

/** The decision's form, checked against its class. A decision that doesn't exist is left to the engine to refuse. */
function formOf({ kind, key, guest }: StepOfAssignment, decision: string, form: unknown): unknown {
  const { decisions } = stepBlueprintOf(kind, key);
  const wanted = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
  const agrees = guest === 'signer' && wanted?.polarity === 'positive';
  const formKey = agrees ? undefined : wanted?.form;
  const left = form === undefined || form === null;
  if (guest === 'helper' && left) return undefined;
  if (!formKey) {
    if (!left) throw new Refusal('UNKNOWN_FIELD', { field: 'form' }, 'form');
    return undefined;
  }
  return checkedForm(formKey, form);
}
