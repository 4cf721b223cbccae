import { Injectable } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import type {
  AssignmentView,
  DecisionView,
  InboxPage,
  InboxQuery,
  SignerView,
} from '../../../contracts/http/assignments.js';
import { FORM_BODIES } from '../../../contracts/http/forms/index.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import {
  assignmentDetail,
  countDecided,
  countOpen,
  decidedBy,
  openAssignmentsOf,
  type AssignmentDetail,
  type InboxEntry,
} from '../../../database/steps/inbox.repository.js';
import { returnTargets } from '../../../database/steps/return-targets.js';
import { signersOf, type SignerEntry } from '../../../database/steps/signers.repository.js';
import { stepBlueprintOf } from '../../../domain/blueprints/index.js';
import type { StepAction, StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { coversKind } from '../../../domain/proxies/proxy.js';
import { RETURNED } from '../../../domain/steps/outcomes.js';
import type { AssignmentStatus } from '../../../domain/steps/step-state.js';
import { formatInstant } from '../../../domain/time/zone.js';
import { cursorChecks, decodeCursor, orNull, pageOf } from '../../http/page.js';
import type { Principal } from '../../http/principal.js';
import { scopeOf, seesRegion } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';
import { inboxOf, inboxRow } from './inbox-row.js';
import { LaunchedService } from '../processes/launched.service.js';

/** What somebody owes, has done or has started. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly database: Database,
    private readonly launched: LaunchedService,
  ) {}

  async inbox(principal: Principal, { box, limit, cursor }: InboxQuery): Promise<InboxPage> {
    if (box === 'launched')
      return this.launched.page(principal, { limit, ...(cursor === undefined ? {} : { cursor }) });
    const values = decodeCursor(cursor, [orNull(cursorChecks.instant), cursorChecks.uuid]);
    const page = {
      limit: limit + 1,
      after: values
        ? { at: values[0] ? new Date(values[0] as string) : null, id: values[1] as string }
        : null,
    };
    const { manager } = this.database;
    const own = inboxOf(principal);
    const acknowledged = box === 'owed' ? null : box === 'toDo';
    const [entries, total] =
      box === 'done'
        ? await Promise.all([
            decidedBy(manager, principal.personId, page),
            countDecided(manager, principal.personId),
          ])
        : await Promise.all([
            openAssignmentsOf(manager, own, acknowledged, page),
            countOpen(manager, own, acknowledged),
          ]);
    const sortedBy = (entry: InboxEntry) => [
      (box === 'done' ? entry.decidedAt : entry.deadline)?.toISOString() ?? null,
      entry.assignmentId,
    ];
    const { items, nextCursor } = pageOf(entries, limit, sortedBy);
    return {
      items: items.map((entry) => inboxRow(principal, entry, this.database.now())),
      nextCursor,
      total,
    };
  }

  /** @throws Refusal NOT_FOUND */
  async one(principal: Principal, id: string): Promise<AssignmentView> {
    const detail = await assignmentDetail(this.database.manager, id);
    if (!detail) throw new Refusal('NOT_FOUND');
    await visibleProcess(this.database.manager, scopeOf(principal), detail.processId);
    const blueprint = stepBlueprintOf(detail.kind, detail.step);
    const own = inboxOf(principal).some(
      ({ positionId, kinds }) => positionId === detail.positionId && coversKind(kinds, detail.kind),
    );
    const { manager } = this.database;
    const process = { id: detail.processId, kind: detail.kind };
    const [signers, targets] = await Promise.all([
      signersOf(manager, detail.stepId, this.database.now()),
      blueprint.actions.includes('return') ? returnTargets(manager, process, { key: detail.step }) : [],
    ]);
    const seen = seesRegion(scopeOf(principal), detail.regionCode) || detail.rule !== 'collect';
    return {
      ...inboxRow(principal, detail, this.database.now()),
      ask: blueprint.ask,
      article: blueprint.article,
      unitId: detail.unitId,
      regionCode: detail.regionCode,
      stepId: detail.stepId,
      round: detail.round,
      rule: detail.rule,
      acknowledgedAt: detail.acknowledgedAt && formatInstant(detail.acknowledgedAt),
      opinion: detail.opinion,
      submitted: detail.submitted,
      draft: own ? detail.draft : null,
      request: detail.request,
      decisions: decisionsOf(blueprint),
      returnTo: targets.map((key) => ({ key, label: stepBlueprintOf(detail.kind, key).label })),
      signers: signers
        .filter(({ unitId }) => seen || unitId === detail.unitId)
        .map((signer) => signerView(signer, blueprint)),
      actions: own ? actionsNow(detail, blueprint, targets.length > 0) : [],
    };
  }
}

function decisionsOf({ decisions }: StepBlueprint): DecisionView[] {
  return Object.entries(decisions).map(([key, { label, polarity, opinion, form }]) => ({
    key,
    label,
    polarity,
    opinionRequired: opinion === 'required',
    form: form ? { $ref: getSchemaPath(FORM_BODIES[form]) } : null,
  }));
}

function signerView(
  { unitId: _, decision, ...signer }: SignerEntry,
  { decisions }: StepBlueprint,
): SignerView {
  const said = decisions[decision ?? '']?.label ?? (decision?.startsWith(RETURNED) ? '退回' : null);
  return {
    ...signer,
    stateLabel: said ?? STATE_LABELS[signer.state as AssignmentStatus] ?? signer.state,
    decidedAt: signer.decidedAt && formatInstant(signer.decidedAt),
  };
}

/** Total. Whoever did not have to act any more did not decide: 他人已办. */
const STATE_LABELS: Record<AssignmentStatus, string> = {
  open: '待办',
  waiting: '未轮到',
  done: '已办',
  superseded: '他人已办',
  returned: '已退回',
  cancelled: '已取消',
  missed: '未办',
  removed: '已减签',
};

/** What the blueprint offers to whoever owes an open assignment; how the API calls it. */
const OFFERED: Partial<Record<StepAction, string>> = {
  transfer: 'transfer',
  extend: 'requestExtension',
  delegate: 'delegate',
  addSigner: 'addSigner',
};

function actionsNow(
  { state, processState, paused, acknowledgedAt, role }: AssignmentDetail,
  { actions, acknowledgeFirst }: StepBlueprint,
  returns: boolean,
): string[] {
  if (processState !== 'running') return [];
  if (paused) return state === 'open' ? ['draft', 'attach'] : [];
  if (state === 'done') return (['withdraw', 'refile'] as const).filter((action) => actions.includes(action));
  if (state !== 'open') return [];
  const helper = role === 'helper';
  const passesOn = (action: StepAction) => action === 'delegate' || action === 'addSigner';
  return [
    ...(acknowledgedAt ? [] : ['acknowledge']),
    ...(acknowledgeFirst && !acknowledgedAt ? [] : ['decide']),
    'draft',
    'attach',
    'circulate',
    ...actions.flatMap((action) => (helper && passesOn(action) ? [] : (OFFERED[action] ?? []))),
    ...(returns && !helper ? ['return'] : []),
  ];
}
